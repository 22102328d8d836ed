//! What sets a price, and that the line says which rule did (PRODUCT.md H1; 3.6 step 7; 3.1 step 6).

use serde_json::{Value, json};
use testkit::Client;

use crate::support::{Garage, Order, labour, part};

impl Garage {
    /// The id of a new rate of the site.
    pub async fn rate(&self, name: &str, per_hour: i64) -> Value {
        let body = json!({ "site_id": self.kit.site, "name": name, "per_hour": per_hour });
        self.kit.owner().post("/labour-rates", body).await.expect(201).json()["id"].clone()
    }

    async fn agree(&self, subject: &str, with: &Value, rate: &Value) -> Value {
        let body = json!({ "site_id": self.kit.site, subject: with, "labour_rate_id": rate });
        self.kit.owner().put("/price-agreements", body).await.expect(200).json()
    }

    async fn choose(&self, order: &mut Order, rate: Value) {
        let path = format!("{}/labour-price", order.path);
        order.json = self.advisor().put(&path, json!({ "labour_rate_id": rate })).await.expect(200).json();
    }

    async fn labour_price(&self, order: &Order) -> Value {
        self.advisor().get(&format!("{}/labour-price", order.path)).await.expect(200).json()
    }
}

/// The price of a line and what set it.
pub fn price(order: &Order, job: usize, line: usize) -> (i64, String, Value) {
    let line = &order.json["jobs"][job]["lines"][line];
    (line["unit_price"].as_i64().unwrap(), line["price_rule"]["rule"].as_str().unwrap().to_owned(), line["price_rule"]["name"].clone())
}

fn rule(price: i64, rule: &str, name: Value) -> (i64, String, Value) {
    (price, rule.to_owned(), name)
}

async fn add_labour(client: &Client, order: &mut Order, job: usize) {
    order.json = client.post(&format!("{}/lines", order.job_path(job)), labour(1000)).await.expect(200).json();
}

#[tokio::test]
async fn the_vehicles_rate_goes_before_the_customers_the_orders_and_the_sites() {
    let garage = Garage::open().await;
    let (fleet, old, warranty) =
        (garage.rate("Fleet", 55_000).await, garage.rate("Old cars", 50_000).await, garage.rate("Warranty", 45_000).await);
    let mut order = garage.opened(json!([{ "title": "Diagnosis", "lines": [labour(1000)] }])).await;
    assert_eq!(price(&order, 0, 0), rule(60_000, "site_rate", Value::Null));

    garage.choose(&mut order, warranty).await;
    assert_eq!(price(&order, 0, 0), rule(45_000, "order_rate", json!("Warranty")), "what nobody decided on is priced anew");
    garage.agree("customer_id", &json!(garage.leila), &fleet).await;
    add_labour(&garage.advisor(), &mut order, 0).await;
    assert_eq!(price(&order, 0, 0), rule(45_000, "order_rate", json!("Warranty")), "what is there keeps its price");
    assert_eq!(price(&order, 0, 1), rule(55_000, "customer_rate", json!("Fleet")));
    let agreed = garage.agree("vehicle_id", &json!(garage.peugeot), &old).await;
    assert_eq!(agreed["label"], "215 TU 4821 · Peugeot 208 2019");
    add_labour(&garage.advisor(), &mut order, 0).await;
    assert_eq!(price(&order, 0, 2), rule(50_000, "vehicle_rate", json!("Old cars")));
    let now = garage.labour_price(&order).await;
    assert_eq!(
        (&now["unit_price"], &now["price_rule"]["rule"], now["rates"].as_array().unwrap().len()),
        (&json!(50_000), &json!("vehicle_rate"), 3)
    );

    garage.kit.owner().delete(&format!("/price-agreements/{}", agreed["id"].as_str().unwrap())).await.expect(204);
    add_labour(&garage.advisor(), &mut order, 0).await;
    assert_eq!(price(&order, 0, 3), rule(55_000, "customer_rate", json!("Fleet")));
    let path = format!("/labour-rates/{}", fleet.as_str().unwrap());
    garage.kit.owner().patch(&path, json!({ "archived": true })).await.expect(200);
    add_labour(&garage.advisor(), &mut order, 0).await;
    assert_eq!(price(&order, 0, 4), rule(45_000, "order_rate", json!("Warranty")), "a rate out of use counts for nothing");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_price_that_is_typed_says_by_hand_and_by_whom_until_it_is_the_lists_again() {
    let garage = Garage::open().await;
    let mut order = garage.opened(json!([{ "title": "Oil", "lines": [labour(1000), part(garage.filter, 1000)] }])).await;
    assert_eq!(price(&order, 0, 1), rule(22_550, "catalogue", Value::Null));
    let nadia = garage.advisor().get("/me").await;
    let by = if nadia.status == 200 { nadia.json()["name"].clone() } else { Value::Null };
    for (line, asked) in [(0, 65_000), (1, 25_000)] {
        order.json = garage.advisor().patch(&order.line_path(0, line), json!({ "unit_price": asked })).await.expect(200).json();
        let (amount, rule, name) = price(&order, 0, line);
        assert_eq!((amount, rule.as_str()), (asked, "by_hand"));
        assert!(by.is_null() || name == by, "{name}");
        assert!(name.as_str().is_some_and(|name| !name.is_empty()));
    }
    let rate = garage.rate("Warranty", 45_000).await;
    garage.choose(&mut order, rate).await;
    assert_eq!(price(&order, 0, 0).0, 65_000, "what was typed by hand stays");
    order.json = garage.advisor().patch(&order.line_path(0, 0), json!({ "unit_price": 60_000 })).await.expect(200).json();
    assert_eq!(price(&order, 0, 0), rule(60_000, "site_rate", Value::Null));
}

#[tokio::test]
async fn an_approved_line_never_changes_its_price() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    // PRODUCT.md 3.1 steps 6 and 12: J1 and J2 of three jobs.
    assert_eq!((&order.json["totals"]["net"], &order.json["totals"]["vat"]), (&json!(553_100), &json!(105_089)));
    assert_eq!((&order.json["totals"]["gross"], &order.json["totals"]["total"]), (&json!(658_189), &json!(659_189)));
    let rate = garage.rate("Premium", 90_000).await;
    garage.choose(&mut order, rate).await;
    assert_eq!((&order.json["totals"]["total"], order.authorisation(0)), (&json!(659_189), "approved"));
    for job in 0..3 {
        assert_eq!(price(&order, job, 0), rule(60_000, "site_rate", Value::Null));
    }
}

#[tokio::test]
async fn rates_are_named_once_at_a_site_and_agreed_with_those_who_are_there() {
    let garage = Garage::open().await;
    let (owner, site) = (garage.kit.owner(), garage.kit.site);
    let fleet = garage.rate("Fleet", 55_000).await;
    let again = owner.post("/labour-rates", json!({ "site_id": site, "name": " FLEET ", "per_hour": 1 })).await;
    assert_eq!((again.status, again.json()["errors"][0]["pointer"].clone()), (422, json!("/name")));
    let other = garage.rate("Other", 50_000).await;
    let renamed = owner.patch(&format!("/labour-rates/{}", other.as_str().unwrap()), json!({ "name": "fleet" })).await;
    assert_eq!((renamed.status, renamed.json()["errors"][0]["code"].clone()), (422, json!("duplicate")));
    let wrong = [
        (json!({ "site_id": site, "labour_rate_id": fleet }), "/customer_id"),
        (json!({ "site_id": site, "customer_id": garage.leila, "vehicle_id": garage.peugeot, "labour_rate_id": fleet }), "/vehicle_id"),
        (json!({ "site_id": site, "customer_id": garage.peugeot, "labour_rate_id": fleet }), "/customer_id"),
        (json!({ "site_id": site, "customer_id": garage.leila, "labour_rate_id": garage.leila }), "/labour_rate_id"),
    ];
    for (body, pointer) in wrong {
        let refused = owner.put("/price-agreements", body).await;
        assert_eq!((refused.status, refused.json()["errors"][0]["pointer"].clone()), (422, json!(pointer)));
    }
    let first = garage.agree("customer_id", &json!(garage.leila), &fleet).await;
    let second = garage.agree("customer_id", &json!(garage.leila), &other).await;
    assert_eq!((&first["id"], &second["labour_rate"]["name"], &second["version"]), (&second["id"], &json!("Other"), &json!(2)));
    let listed = garage.advisor().get(&format!("/price-agreements?customer={}", garage.leila)).await.expect(200).json();
    assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["label"]), (1, &json!("Leïla Chebbi")));
}

/// PRODUCT.md 3.6 step 7.
#[tokio::test]
async fn a_fleets_contract_prices_labour_and_the_filter_and_the_screen_says_so() {
    let garage = Garage::open().await;
    let (owner, site) = (garage.kit.owner(), garage.kit.site);
    let fleet = garage.rate("Rapide", 55_000).await;
    garage.agree("customer_id", &json!(garage.leila), &fleet).await;
    let price_of = |product: Value, unit_price: Value, change: Value| json!({ "site_id": site, "customer_id": garage.leila, "product_id": product, "unit_price": unit_price, "change": change });
    let filter = owner.put("/contract-prices", price_of(json!(garage.filter), json!(19_000), Value::Null)).await.expect(200).json();
    assert_eq!(
        (&filter["product"]["sku"], &filter["product"]["price"], &filter["customer_name"]),
        (&json!("FLT-OIL"), &json!(22_550), &json!("Leïla Chebbi"))
    );
    owner.put("/contract-prices", price_of(Value::Null, Value::Null, json!(-1000))).await.expect(200);
    let lines = json!([labour(1000), part(garage.filter, 1000), part(garage.pads, 1000)]);
    let order = garage.opened(json!([{ "title": "Service", "lines": lines }])).await;
    assert_eq!(price(&order, 0, 0), rule(55_000, "customer_rate", json!("Rapide")));
    assert_eq!(price(&order, 0, 1), rule(19_000, "contract_price", Value::Null));
    assert_eq!(price(&order, 0, 2), rule(106_875, "customer_level", json!("-10 %")));
    // The contract's price is what discounts are of.
    assert_eq!(order.json["jobs"][0]["lines"][1]["least_price"], 17_100);
    owner.delete(&format!("/contract-prices/{}", filter["id"].as_str().unwrap())).await.expect(204);
    let order = garage.opened(json!([{ "title": "Service", "lines": [part(garage.filter, 1000)] }])).await;
    assert_eq!(price(&order, 0, 0), rule(20_295, "customer_level", json!("-10 %")));
    let wrong = [
        (price_of(json!(garage.filter), Value::Null, Value::Null), "/unit_price"),
        (price_of(json!(garage.filter), json!(1), json!(1)), "/change"),
        (price_of(Value::Null, json!(1), Value::Null), "/change"),
        (price_of(json!(garage.leila), json!(1), Value::Null), "/product_id"),
    ];
    for (body, pointer) in wrong {
        let refused = owner.put("/contract-prices", body).await;
        assert_eq!((refused.status, refused.json()["errors"][0]["pointer"].clone()), (422, json!(pointer)));
    }
    let listed = garage.advisor().get(&format!("/contract-prices?customer={}", garage.leila)).await.expect(200).json();
    assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["change"]), (1, &json!(-1000)));
}

/// PRODUCT.md H7.
#[tokio::test]
async fn shop_supplies_follow_the_jobs_until_the_customer_approves() {
    let garage = Garage::open().await;
    let (owner, site) = (garage.kit.owner(), garage.kit.site);
    let fee =
        |most: Value| json!({ "name": "Fournitures", "of_labour": 300, "of_parts": 100, "fixed": 2_000, "most": most, "vat_rate": 700 });
    let made = owner.post("/fees", json!({ "site_id": site, "fee": fee(Value::Null) })).await.expect(201).json();
    let again = owner.post("/fees", json!({ "site_id": site, "fee": fee(Value::Null) })).await;
    assert_eq!((again.status, again.json()["errors"][0]["pointer"].clone()), (422, json!("/fee/name")));
    let mut order = garage.opened(garage.three_jobs()).await;
    // 3 % of 48.000 and 1 % of 103.550, and 2.000 once.
    assert_eq!(price(&order, 0, 3), rule(1440 + 1036 + 2000, "fee", json!("Fournitures")));
    assert_eq!(price(&order, 1, 3), rule(2700 + 3116, "fee", json!("Fournitures")));
    assert_eq!(order.json["jobs"][0]["lines"][3]["vat_rate"], 700);
    let decisions = json!([order.decision(0, "approve")]);
    order.act(&garage.advisor(), "authorise", json!({ "decisions": decisions, "method": "phone", "by_name": "Leïla" })).await;
    let path = format!("/fees/{}", made["id"].as_str().unwrap());
    owner.put(&path, fee(json!(7_000))).await.expect(200);
    add_labour(&garage.advisor(), &mut order, 1).await;
    assert_eq!((price(&order, 0, 3).0, order.authorisation(0)), (4476, "approved"), "what is approved stays");
    let fees = |order: &Order, job: usize| -> i64 {
        let lines = order.json["jobs"][job]["lines"].as_array().unwrap().clone();
        lines.iter().filter(|line| line["price_rule"]["rule"] == "fee").map(|line| line["net"].as_i64().unwrap()).sum()
    };
    assert_eq!((fees(&order, 1), fees(&order, 2)), (7_000 - 4476, 0), "7.000 at most");
    let mut gone = fee(Value::Null);
    gone["archived"] = json!(true);
    owner.put(&path, gone).await.expect(200);
    add_labour(&garage.advisor(), &mut order, 1).await;
    assert_eq!((fees(&order, 0), fees(&order, 1)), (4476, 0));
    assert_eq!(garage.advisor().get(&format!("/fees?site={site}")).await.expect(200).json()["items"], json!([]));
    garage.is_healthy().await;
}

/// PRODUCT.md J13.
#[tokio::test]
async fn a_fee_that_the_desk_took_off_stays_off_until_it_is_put_back() {
    let garage = Garage::open().await;
    let (owner, advisor) = (garage.kit.owner(), garage.advisor());
    let fee = json!({ "name": "Environnement", "of_labour": 0, "of_parts": 0, "fixed": 3_000, "most": null, "vat_rate": 700 });
    owner.post("/fees", json!({ "site_id": garage.kit.site, "fee": fee })).await.expect(201);
    let mut order = garage.opened(garage.three_jobs()).await;
    let line = order.json["jobs"][0]["lines"][3]["id"].clone();
    let path = order.line_path(0, 3);
    order.json = advisor.delete(&path).await.expect(200).json();
    add_labour(&advisor, &mut order, 1).await;
    let named = |order: &Order, job: usize| order.json["jobs"][job]["lines"].to_string().contains("Environnement");
    assert_eq!([0, 1, 2].map(|job| named(&order, job)), [false; 3]);
    assert_eq!(order.json["jobs"][0]["fees_off"], json!([{ "name": "Environnement", "line_id": line, "tyres": 0 }]));
    order.json = advisor.post(&format!("{path}/restore"), json!({})).await.expect(200).json();
    add_labour(&advisor, &mut order, 1).await;
    assert_eq!((price(&order, 0, 3), &order.json["jobs"][0]["fees_off"]), (rule(3_000, "fee", json!("Environnement")), &json!([])));
    garage.is_healthy().await;
}
