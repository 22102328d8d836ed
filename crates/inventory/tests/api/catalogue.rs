//! Products over HTTP.

use contracts::inventory::{Catalogue, ProductId};
use contracts::search::Searchable;
use kernel::search::Query;
use serde_json::{Value, json};
use testkit::{Kit, People};

use crate::garage::{assert_sound, filter, garage, numbered, product, receive};

async fn skus(kit: &Kit, query: &str) -> Vec<String> {
    let page = kit.owner().get(&format!("/products?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|row| row["sku"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_new_product_is_shown_whole() {
    let kit = garage().await;
    let made = kit.owner().post("/products", filter()).await.expect(201);
    let id = made.string("id");
    assert_eq!(made.headers["location"], format!("/api/v1/products/{id}"));
    assert!(made.headers["etag"].to_str().unwrap().starts_with("\"1."));
    let shown = kit.owner().get(&format!("/products/{id}")).await.expect(200).json();
    let expected = json!({
        "id": id, "sku": "BP-1234", "barcode": null, "name": "Filtre à huile", "category": "Filtres", "brand": null, "unit": "each",
        "price": 22_550, "vat_rate": 1900, "tracked": true, "archived": false, "packs": [], "core_charge": null, "numbering": "none", "levy_rate": 0, "stock": [], "version": 1,
        "actions": ["update", "receive", "adjust", "set_minimum"],
    });
    assert_eq!(shown, expected);
    kit.settle().await;
}

#[tokio::test]
async fn who_may_not_write_the_catalogue_is_told_so() {
    let kit = garage().await;
    assert_eq!(kit.anonymous().post("/products", filter()).await.status, 401);
    assert_eq!(kit.advisor().post("/products", filter()).await.status, 403);
    let id = product(&kit, filter()).await;
    let path = format!("/products/{id}");
    assert_eq!(kit.technician().patch(&path, json!({})).await.status, 403);
    assert_eq!(kit.anonymous().get(&path).await.status, 401);
    let minimum = json!({ "site_id": kit.site, "minimum": 1 });
    assert_eq!(kit.advisor().put(&format!("{path}/minimum"), minimum).await.status, 403);
    let actions = |reply: Value| reply["actions"].clone();
    assert_eq!(actions(kit.advisor().get(&path).await.json()), json!(["receive"]));
    assert_eq!(actions(kit.technician().get(&path).await.json()), json!([]));
}

#[tokio::test]
async fn a_sku_is_taken_whatever_its_case_and_separators() {
    let kit = garage().await;
    product(&kit, filter()).await;
    let mut same = filter();
    same["sku"] = "bp 1234".into();
    let refused = kit.owner().post("/products", same).await.expect(422);
    assert_eq!(refused.pointers(), ["/sku"]);
    let other = product(&kit, numbered(1)).await;
    let refused = kit.owner().patch(&format!("/products/{other}"), json!({ "sku": "BP1234" })).await.expect(422);
    assert_eq!(refused.pointers(), ["/sku"]);
}

#[tokio::test]
async fn an_article_is_also_sold_in_packs() {
    let kit = garage().await;
    let mut oil = numbered(1);
    oil["unit"] = "litre".into();
    oil["packs"] = json!([{ "name": "Bidon 5 L", "factor": 5000, "price": 4500 }, { "name": "Fût", "factor": 208_000 }]);
    let id = product(&kit, oil.clone()).await;
    let shown = kit.owner().get(&format!("/products/{id}")).await.expect(200).json();
    let drum = json!({ "name": "Fût", "factor": 208_000, "price": null });
    assert_eq!(shown["packs"], json!([{ "name": "Bidon 5 L", "factor": 5000, "price": 4500 }, drum]));
    let row = kit.owner().get("/products?q=P-001").await.expect(200).json();
    assert_eq!(row["items"][0]["packs"], shown["packs"]);
    let ports = inventory::ports(&kit.context);
    assert_eq!(ports.cards(&[id.parse().unwrap()]).await.unwrap()[0].packs.len(), 2);
    let path = format!("/products/{id}");
    let fewer = kit.owner().patch(&path, json!({ "packs": [drum] })).await.expect(200).json();
    assert_eq!((&fewer["packs"], &fewer["version"]), (&json!([drum]), &json!(2)));
    let kept = kit.owner().patch(&path, json!({ "price": 2 })).await.expect(200).json();
    assert_eq!(kept["packs"], json!([drum]));
    let twice = json!({ "packs": [drum, drum] });
    assert_eq!(kit.owner().patch(&path, twice).await.expect(422).pointers(), ["/packs/1/name"]);
    let cut = json!({ "unit": "each", "packs": [{ "name": "Box", "factor": 2500 }] });
    assert_eq!(kit.owner().patch(&path, cut).await.expect(422).pointers(), ["/packs/0/factor"]);
    kit.settle().await;
}

#[tokio::test]
async fn a_tyre_is_found_by_its_size_however_it_is_typed() {
    let kit = garage().await;
    for (place, name) in ["Pneu été 205/55 R16 91V", "Pneu hiver 205/55R16 91H", "Pneu été 195/65 R15 91H"].into_iter().enumerate() {
        let mut tyre = numbered(place);
        tyre["name"] = name.into();
        product(&kit, tyre).await;
    }
    for typed in ["2055516", "205/55R16", "205%2F55%20R16", "20555"] {
        assert_eq!(skus(&kit, &format!("q={typed}")).await, ["P-000", "P-001"], "{typed}");
    }
    assert_eq!(skus(&kit, "q=2055516%20hiver").await, ["P-001"]);
    assert_eq!(skus(&kit, "q=91h%2016").await, ["P-001"]);
    kit.settle().await;
}

#[tokio::test]
async fn wrong_fields_are_pointed_at() {
    let kit = garage().await;
    let cases = [
        ("/sku", json!("  ")),
        ("/sku", json!("---")),
        ("/sku", json!("x".repeat(61))),
        ("/name", json!("a\u{0}b")),
        ("/barcode", json!("1\u{0}")),
        ("/unit", json!("bucket")),
        ("/price", json!(-1)),
        ("/price", json!(1_000_000_000_001_i64)),
        ("/vat_rate", json!(10_001)),
    ];
    for (pointer, value) in cases {
        let mut body = filter();
        body[pointer.trim_start_matches('/')] = value;
        let refused = kit.owner().post("/products", body).await.expect(422);
        assert_eq!(refused.pointers(), [pointer], "{}", refused.text());
    }
    let mut body = filter();
    body["archived"] = json!(true);
    let _ = kit.owner().post("/products", body).await.expect(422);
}

#[tokio::test]
async fn a_change_needs_the_version_that_was_read() {
    let kit = garage().await;
    let path = format!("/products/{}", product(&kit, filter()).await);
    let changed = kit.owner().with("If-Match", "\"1\"").patch(&path, json!({ "price": 25_000, "category": null })).await.expect(200);
    assert!(changed.headers["etag"].to_str().unwrap().starts_with("\"2."));
    assert_eq!((&changed.json()["price"], &changed.json()["category"]), (&json!(25_000), &Value::Null));
    assert_eq!(changed.json()["name"], "Filtre à huile");
    assert_eq!(kit.owner().with("If-Match", "\"1\"").patch(&path, json!({ "price": 1 })).await.status, 412);
    assert_eq!(kit.owner().patch(&path, json!({ "stock": [] })).await.status, 422);
    assert_eq!(kit.owner().patch(&format!("/products/{}", ProductId::new()), json!({})).await.status, 404);
}

#[tokio::test]
async fn a_product_is_found_by_what_people_type() {
    let kit = garage().await;
    let mut body = filter();
    body["barcode"] = "3017620422003".into();
    let id = product(&kit, body).await;
    product(&kit, numbered(1)).await;
    for typed in ["bp1234", "BP-12", "huile", "filtre%20hu", "FILTRE", "3017620", "1234"] {
        assert_eq!(skus(&kit, &format!("q={typed}")).await, ["BP-1234"], "{typed}");
    }
    assert!(skus(&kit, "q=---").await.is_empty());
    let _ = kit.owner().patch(&format!("/products/{id}"), json!({ "name": "Joint" })).await.expect(200);
    assert!(skus(&kit, "q=huile").await.is_empty());
    assert_eq!(skus(&kit, "q=joint").await, ["BP-1234"]);
}

#[tokio::test]
async fn an_archived_product_leaves_lists_and_search() {
    let kit = garage().await;
    let path = format!("/products/{}", product(&kit, filter()).await);
    let _ = kit.owner().patch(&path, json!({ "archived": true })).await.expect(200);
    assert!(skus(&kit, "").await.is_empty());
    assert!(skus(&kit, "q=huile").await.is_empty());
    assert_eq!(kit.owner().get(&path).await.expect(200).json()["archived"], true);
}

#[tokio::test]
async fn lists_are_read_page_by_page_in_both_orders() {
    let kit = garage().await;
    for place in 0..7 {
        let mut body = numbered(place);
        body["name"] = format!("Part {}", 9 - place).into();
        body["category"] = if place % 2 == 0 { "even" } else { "odd" }.into();
        product(&kit, body).await;
    }
    for (order, expected) in [("sku", [0, 1, 2, 3, 4, 5, 6]), ("name", [6, 5, 4, 3, 2, 1, 0])] {
        let (mut seen, mut after) = (vec![], String::new());
        loop {
            let page = kit.owner().get(&format!("/products?sort={order}&limit=3{after}")).await.expect(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["sku"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, expected.map(|place| format!("P-{place:03}")));
    }
    assert_eq!(skus(&kit, "category=odd&sort=name").await, ["P-005", "P-003", "P-001"]);
    let next = kit.owner().get("/products?limit=1").await.string("next");
    assert_eq!(kit.owner().get(&format!("/products?sort=name&after={next}")).await.status, 422);
    for wrong in ["limit=0", "limit=101", "sort=price", "stock=some", "site=x", "after=%00", "category=a%00b"] {
        assert_eq!(kit.owner().get(&format!("/products?{wrong}")).await.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn lists_show_the_stock_of_the_sites_the_caller_sees() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let line = json!({ "product_id": id, "quantity": 9000, "unit_cost": 1 });
    let _ = kit.outsider().post("/stock/receipts", json!({ "site_id": kit.other_site, "lines": [line] })).await.expect(201);
    let _ = kit.owner().put(&format!("/products/{id}/minimum"), json!({ "site_id": kit.site, "minimum": 2000 })).await.expect(200);

    let row = kit.owner().get("/products").await.expect(200).json()["items"][0].clone();
    let expected = json!({
        "id": id, "sku": "BP-1234", "name": "Filtre à huile", "category": "Filtres", "unit": "each", "price": 22_550,
        "vat_rate": 1900, "tracked": true, "on_hand": 4000, "reserved": 0, "available": 4000, "on_order": 0, "minimum": 2000, "maximum": 0, "packs": [], "brand": null, "bin": null,
    });
    assert_eq!(row, expected);
    let asked = kit.owner().get(&format!("/products?site={}", kit.site)).await.expect(200).json();
    assert_eq!(asked["items"][0]["on_hand"], 4000);
    assert_eq!(kit.owner().get(&format!("/products?site={}", kit.other_site)).await.status, 404);
    let own = kit.outsider().get(&format!("/products/{id}")).await.expect(200).json();
    let level = json!([{
        "site_id": kit.other_site, "on_hand": 9000, "reserved": 0, "available": 9000, "on_order": 0, "projected": 9000, "minimum": 0,
        "maximum": 0, "average_cost": 1, "bin": null, "elsewhere": 0, "numbered": 0,
    }]);
    assert_eq!(own["stock"], level);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn low_and_out_are_told_apart() {
    let kit = garage().await;
    let (plenty, low, never) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await, product(&kit, numbered(3)).await);
    let mut service = numbered(4);
    service["tracked"] = false.into();
    product(&kit, service).await;
    for (id, quantity) in [(&plenty, 6000), (&low, 5999)] {
        receive(&kit, id, quantity, 1).await;
        let _ = kit.owner().put(&format!("/products/{id}/minimum"), json!({ "site_id": kit.site, "minimum": 6000 })).await.expect(200);
    }
    assert_eq!(skus(&kit, "stock=low").await, ["P-002"]);
    assert_eq!(skus(&kit, &format!("stock=low&site={}&sort=name&q=part", kit.site)).await, ["P-002"]);
    assert_eq!(skus(&kit, "stock=out").await, ["P-003"]);
    assert!(skus(&kit, "stock=negative").await.is_empty());
    receive(&kit, &never, 1, 1).await;
    assert!(skus(&kit, "stock=out").await.is_empty());
    let out_elsewhere = kit.outsider().get("/products?stock=out").await.expect(200).json();
    assert_eq!(out_elsewhere["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_ports_answer_for_the_catalogue() {
    let kit = garage().await;
    let id = ProductId(product(&kit, filter()).await.parse().unwrap());
    let mut service = numbered(1);
    service["tracked"] = false.into();
    let service = ProductId(product(&kit, service).await.parse().unwrap());
    receive(&kit, &id.to_string(), 4500, 1).await;
    let ports = inventory::ports(&kit.context);

    let cards = ports.cards(&[id, ProductId::new()]).await.unwrap();
    assert_eq!(cards.iter().map(|card| (card.id, card.sku.as_str(), card.tracked)).collect::<Vec<_>>(), [(id, "BP-1234", true)]);
    let on_hand = ports.on_hand(kit.site, &[id, service]).await.unwrap();
    assert_eq!(on_hand, [(id, kernel::Quantity(4500))]);
    assert_eq!(ports.on_hand(kit.other_site, &[id]).await.unwrap(), [(id, kernel::Quantity(0))]);

    let advisor = kit.people.actor(People::ADVISOR).unwrap();
    let hits = ports.search(&advisor, &Query::parse("filtre").unwrap(), 5).await.unwrap();
    assert_eq!(hits.iter().map(|hit| (hit.title.as_str(), hit.subtitle.as_str())).collect::<Vec<_>>(), [("Filtre à huile", "BP-1234")]);
    let mut nobody = advisor;
    nobody.sites.clear();
    assert!(ports.search(&nobody, &Query::parse("filtre").unwrap(), 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_product_sent_twice_under_one_key_is_made_once() {
    let kit = garage().await;
    let owner = kit.owner().with("Idempotency-Key", "new-filter");
    let made = owner.post("/products", filter()).await.expect(201);
    let again = owner.post("/products", filter()).await.expect(201);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.headers["location"], made.headers["location"]);
    assert_eq!(again.json(), made.json());
    let mut other = filter();
    other["name"] = json!("Filtre à air");
    assert_eq!(owner.post("/products", other).await.code(), "idempotency-key-reused");
    assert_eq!(skus(&kit, "limit=10").await.len(), 1);
    kit.settle().await;
}
