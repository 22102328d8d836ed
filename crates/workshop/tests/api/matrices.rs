//! What parts sell for by what they cost (PRODUCT.md H2), and that nobody is told a cost who may not see it.

use serde_json::{Value, json};

use crate::prices::price;
use crate::support::{Garage, Order, part};

/// Half of it on what is cheap, 35 % on what is dear.
fn tiers() -> Value {
    json!([
        { "from_cost": 0, "to_cost": 15_000, "rate": 6000 },
        { "from_cost": 15_000, "to_cost": 50_000, "rate": 5000 },
        { "from_cost": 50_000, "to_cost": null, "rate": 3500 },
    ])
}

fn matrix(name: &str, tiers: Value) -> Value {
    json!({ "name": name, "basis": "average", "kind": "markup", "rounding": 50, "tiers": tiers })
}

impl Garage {
    async fn matrix(&self, matrix: Value) -> Value {
        let body = json!({ "site_id": self.kit.site, "matrix": matrix });
        self.kit.owner().post("/markup-matrices", body).await.expect(201).json()
    }

    async fn of_parts(&self, parts: &[contracts::inventory::ProductId]) -> Order {
        let lines: Vec<_> = parts.iter().map(|id| part(*id, 1000)).collect();
        self.opened(json!([{ "title": "Parts", "lines": lines }])).await
    }
}

#[tokio::test]
async fn a_part_sells_by_what_it_costs_and_the_line_names_the_matrix_but_not_its_markup() {
    let garage = Garage::open().await;
    let order = garage.of_parts(&[garage.pads]).await;
    assert_eq!(price(&order, 0, 0), (118_750, "catalogue".into(), Value::Null));
    garage.matrix(matrix("Pièces", tiers())).await;
    let order = garage.of_parts(&[garage.filter, garage.pads, garage.cabin, garage.discs]).await;
    // 13.400 with 60 %; 81.300 with 35 % is 109.755, to 50 millimes; what never lay there goes by its last cost: 18.700 with 50 %.
    let named = |amount: i64| (amount, "matrix".to_owned(), json!("Pièces"));
    assert_eq!(price(&order, 0, 0), named(21_450));
    assert_eq!(price(&order, 0, 1), named(109_750));
    assert_eq!(price(&order, 0, 2), named(28_050));
    assert_eq!(price(&order, 0, 3), named(82_350));
    let text = order.json.to_string();
    assert!(!text.contains("cost") && !text.contains("3500") && !text.contains("35 %"), "{text}");
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_most_specific_matrix_goes_first_and_what_was_agreed_before_all() {
    let garage = Garage::open().await;
    let (owner, site) = (garage.kit.owner(), garage.kit.site);
    let flat = |rate: i32| json!([{ "from_cost": 0, "to_cost": null, "rate": rate }]);
    let mut of_sotup = matrix("Sotup", flat(2000));
    (of_sotup["supplier_id"], of_sotup["rounding"]) = (json!(garage.supplier), json!(1));
    let mut filters = matrix("Filtres", flat(4000));
    (filters["category"], filters["basis"], filters["kind"]) = (json!("filtres"), json!("last"), json!("margin"));
    let default = garage.matrix(matrix("Tout", flat(1000))).await;
    let sotup = garage.matrix(of_sotup).await;
    assert_eq!((&sotup["supplier_name"], &sotup["actions"]), (&json!("Sotup"), &json!(["update"])));
    garage.matrix(filters).await;
    let listed = owner.get(&format!("/markup-matrices?site={site}")).await.expect(200).json();
    let names: Vec<_> = listed["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Filtres", "Sotup", "Tout"], "in the order in which they are asked");

    let order = garage.of_parts(&[garage.filter, garage.pads, garage.oil]).await;
    // 14.000 / 0.6 is 23.333 to 50 millimes; 81.300 with 20 %; 11.200 with 10 % is 12.320.
    assert_eq!(price(&order, 0, 0), (23_350, "matrix".into(), json!("Filtres")));
    assert_eq!(price(&order, 0, 1), (97_560, "matrix".into(), json!("Sotup")));
    assert_eq!(price(&order, 0, 2), (12_300, "matrix".into(), json!("Tout")));

    let agreed = |product: Value, unit_price: Value, change: Value| json!({ "site_id": site, "customer_id": garage.leila, "product_id": product, "unit_price": unit_price, "change": change });
    owner.put("/contract-prices", agreed(json!(garage.filter), json!(19_000), Value::Null)).await.expect(200);
    let order = garage.of_parts(&[garage.filter, garage.pads]).await;
    assert_eq!(price(&order, 0, 0), (19_000, "contract_price".into(), Value::Null));
    assert_eq!(price(&order, 0, 1), (97_560, "matrix".into(), json!("Sotup")));
    owner.put("/contract-prices", agreed(Value::Null, Value::Null, json!(-1000))).await.expect(200);
    let order = garage.of_parts(&[garage.pads]).await;
    assert_eq!(price(&order, 0, 0), (106_875, "customer_level".into(), json!("-10 %")), "of the catalogue's price");
    let typed = json!({ "kind": "part", "product_id": garage.oil, "quantity": 1000, "unit_price": 15_000 });
    let order = garage.opened(json!([{ "title": "Oil", "lines": [typed] }])).await;
    assert_eq!((price(&order, 0, 0).0, price(&order, 0, 0).1.as_str()), (15_000, "by_hand"));

    let mut gone = matrix("Tout", flat(1000));
    gone["archived"] = json!(true);
    let path = format!("/markup-matrices/{}", default["id"].as_str().unwrap());
    let stale = owner.put(&path, gone.clone()).await.expect(200).json();
    assert_eq!((&stale["archived"], &stale["version"]), (&json!(true), &json!(2)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn tiers_with_a_gap_or_an_overlap_are_refused_by_the_field() {
    let garage = Garage::open().await;
    let (owner, site) = (garage.kit.owner(), garage.kit.site);
    let tier = |from: i64, to: Value, rate: i32| json!({ "from_cost": from, "to_cost": to, "rate": rate });
    let wrong = [
        (json!([]), "/matrix/tiers", "invalid"),
        (json!([tier(1, Value::Null, 0)]), "/matrix/tiers/0/from_cost", "gap"),
        (json!([tier(0, json!(10), 0), tier(11, Value::Null, 0)]), "/matrix/tiers/1/from_cost", "gap"),
        (json!([tier(0, json!(10), 0), tier(9, Value::Null, 0)]), "/matrix/tiers/1/from_cost", "overlap"),
        (json!([tier(0, json!(10), 0)]), "/matrix/tiers/0/to_cost", "gap"),
        (json!([tier(0, Value::Null, 100_001)]), "/matrix/tiers/0/rate", "invalid"),
    ];
    for (tiers, pointer, code) in wrong {
        let refused = owner.post("/markup-matrices", json!({ "site_id": site, "matrix": matrix("X", tiers) })).await.expect(422).json();
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)), "{refused}");
    }
    let mut unknown = matrix("X", tiers());
    unknown["supplier_id"] = json!(garage.leila);
    let refused = owner.post("/markup-matrices", json!({ "site_id": site, "matrix": unknown })).await.expect(422);
    assert_eq!(refused.pointers(), ["/matrix/supplier_id"]);
    garage.matrix(matrix("Pièces", tiers())).await;
    for (name, pointer) in [("Pièces", "/matrix/name"), ("Others", "/matrix/category")] {
        let again = owner.post("/markup-matrices", json!({ "site_id": site, "matrix": matrix(name, tiers()) })).await.expect(422);
        assert_eq!(again.pointers(), [pointer], "{name}");
    }
}

#[tokio::test]
async fn a_preview_says_what_a_part_would_sell_for() {
    let garage = Garage::open().await;
    let preview = |cost: i64, tiers: Value| json!({ "kind": "markup", "rounding": 1, "tiers": tiers, "cost": cost });
    let shown = garage.kit.owner().post("/markup-matrices/preview", preview(81_300, tiers())).await.expect(200).json();
    assert_eq!(shown, json!({ "price": 109_755, "tier": 2 }));
    let gap = json!([{ "from_cost": 5, "to_cost": null, "rate": 0 }]);
    let refused = garage.kit.owner().post("/markup-matrices/preview", preview(1, gap)).await.expect(422);
    assert_eq!(refused.pointers(), ["/tiers/0/from_cost"]);
}

#[tokio::test]
async fn a_matrix_for_everywhere_takes_the_right_to_set_prices_everywhere() {
    let garage = Garage::open().await;
    let body = json!({ "site_id": garage.kit.site, "everywhere": true, "matrix": matrix("Groupe", tiers()) });
    let owner = garage.kit.owner().post("/markup-matrices", body.clone()).await;
    assert_eq!((owner.status, owner.code().as_str()), (403, "forbidden"), "another site's prices are not this owner's");
}

#[tokio::test]
async fn who_may_not_see_costs_sees_no_tiers_and_sets_none() {
    let garage = Garage::open().await;
    let (advisor, site) = (garage.advisor(), garage.kit.site);
    let made = garage.matrix(matrix("Pièces", tiers())).await;
    let path = format!("/markup-matrices/{}", made["id"].as_str().unwrap());
    let refused = [
        advisor.get(&format!("/markup-matrices?site={site}")).await,
        advisor.post("/markup-matrices", json!({ "site_id": site, "matrix": matrix("Y", tiers()) })).await,
        advisor.put(&path, matrix("Y", tiers())).await,
        advisor.post("/markup-matrices/preview", json!({ "kind": "markup", "rounding": 1, "tiers": tiers(), "cost": 1 })).await,
    ];
    for reply in refused {
        assert_eq!(reply.status, 403, "{}", reply.text());
    }
    let order = garage.of_parts(&[garage.pads]).await;
    let history = advisor.get(&format!("{}/history", order.path)).await.expect(200).text();
    let told: String = garage.told().await.iter().map(|event| event.payload.clone()).collect();
    for text in [history, told, order.json.to_string()] {
        assert!(!text.contains("81300") && !text.contains("from_cost"), "{text}");
    }
}
