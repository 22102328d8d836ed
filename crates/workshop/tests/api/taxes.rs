//! Tax by what a line is (docs/decisions/0092-tax-by-what-a-line-is.md).

use serde_json::{Value, json};

use crate::support::{Garage, labour};

impl Garage {
    async fn taxes(&self, rates: Value) -> Value {
        let path = format!("/workshops/{}/tax-rates", self.kit.site);
        self.kit.owner().put(&path, rates).await.expect(200).json()
    }

    /// Labour, a part, a part in words, a fee and work of others.
    fn one_of_each(&self) -> Value {
        let words = |kind: &str| json!({ "kind": kind, "description": kind, "quantity": 1000, "unit_price": 100_000 });
        let part = json!({ "kind": "part", "product_id": self.filter, "quantity": 1000 });
        json!([{ "title": "Everything", "lines": [labour(1000), part, words("part"), words("fee"), words("sublet")] }])
    }
}

fn rates(order: &Value) -> Vec<i64> {
    order["jobs"][0]["lines"].as_array().unwrap().iter().map(|line| line["vat_rate"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn lines_are_taxed_by_what_they_are_and_an_article_at_its_own_rate() {
    let garage = Garage::open().await;
    let before = garage.opened(garage.one_of_each()).await;
    assert_eq!(rates(&before.json), [1900; 5]);
    let chosen = garage.taxes(json!({ "labour": 0, "part": 700, "sublet": 1300 })).await;
    assert_eq!((&chosen["chosen"], &chosen["usual"]), (&json!({ "labour": 0, "part": 700, "sublet": 1300 }), &json!({})));
    assert_eq!((&chosen["standard"], &chosen["country_standard"]), (&json!(1900), &json!(1900)));
    let mut order = garage.opened(garage.one_of_each()).await;
    assert_eq!(rates(&order.json), [0, 1900, 700, 1900, 1300]);
    // 60.000 at nothing, 22.550 + 100.000 at 19 %, 100.000 at 7 %, 100.000 at 13 %, and the stamp.
    let totals = &order.json["totals"];
    let groups: Vec<_> =
        totals["vat_groups"].as_array().unwrap().iter().map(|group| (group["rate"].as_i64(), group["vat"].as_i64())).collect();
    assert_eq!(groups, [(1900, 23_285), (1300, 13_000), (700, 7000), (0, 0)].map(|(rate, vat)| (Some(rate), Some(vat))));
    assert_eq!(["net", "vat", "total"].map(|name| totals[name].as_i64().unwrap()), [382_550, 43_285, 426_835]);
    let typed = json!({ "kind": "labour", "quantity": 1000, "vat_rate": 1900 });
    order.json = garage.advisor().post(&format!("{}/lines", order.job_path(0)), typed).await.expect(200).json();
    assert_eq!(rates(&order.json)[5], 1900, "what is typed goes before");
    garage.is_healthy().await;
}

#[tokio::test]
async fn an_order_keeps_the_rates_of_the_day_it_began_and_a_copy_is_begun_anew() {
    let garage = Garage::open().await;
    let mut order = garage.opened(garage.one_of_each()).await;
    garage.taxes(json!({ "labour": 0 })).await;
    let line = async |path: &str| garage.advisor().post(path, labour(1000)).await.expect(200).json();
    order.json = line(&format!("{}/lines", order.job_path(0))).await;
    assert_eq!((rates(&order.json)[0], rates(&order.json)[5]), (1900, 1900));
    let later = garage.opened(garage.one_of_each()).await;
    garage.taxes(json!({})).await;
    assert_eq!(rates(&line(&format!("{}/lines", later.job_path(0))).await)[5], 0);
    let copy = garage.advisor().post(&format!("{}/copy", later.path), json!({})).await.expect(201).json();
    assert_eq!(rates(&copy)[0], 1900, "the rates of its own day");
}

#[tokio::test]
async fn quotes_sales_and_fees_take_the_rates_too() {
    let garage = Garage::open().await;
    garage.taxes(json!({ "labour": 500, "fee": 600, "tyre_fee": 0 })).await;
    let quote = json!({ "site_id": garage.kit.site, "caller": "A voice", "concern": "Brakes", "jobs": garage.one_of_each() });
    let quote = garage.advisor().post("/quotes", quote).await.expect(201).json();
    assert_eq!(rates(&quote), [500, 1900, 1900, 600, 1900]);
    let fee = json!({ "site_id": garage.kit.site, "fee": { "name": "Consumables", "of_labour": 1000, "of_parts": 0, "fixed": 0 } });
    garage.kit.owner().post("/fees", fee).await.expect(201);
    let own =
        json!({ "site_id": garage.kit.site, "fee": { "name": "Disposal", "of_labour": 500, "of_parts": 0, "fixed": 0, "vat_rate": 700 } });
    garage.kit.owner().post("/fees", own).await.expect(201);
    let order = garage.opened(json!([{ "title": "Work", "lines": [labour(1000)] }])).await;
    assert_eq!(rates(&order.json), [500, 600, 700], "a fee's own rate goes before");
    let sale =
        json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "lines": [{ "product_id": garage.filter, "quantity": 1000 }] });
    let sold = garage.kit.owner().with("Idempotency-Key", "a").post("/counter-sales", sale).await.expect(201).json();
    assert_eq!(rates(&sold), [1900]);
}

#[tokio::test]
async fn who_buys_by_a_certificate_pays_none_of_them() {
    let garage = Garage::open().await;
    garage.taxes(json!({ "labour": 500 })).await;
    let mut body = garage.body(garage.one_of_each());
    body["customer_id"] = json!(garage.insurer);
    let order = garage.advisor().post("/work-orders", body).await.expect(201).json();
    assert_eq!((&order["totals"]["vat"], rates(&order)[0]), (&json!(0), 500));
}

#[tokio::test]
async fn rates_are_shares_of_a_whole_and_chosen_by_who_configures() {
    let garage = Garage::open().await;
    let path = format!("/workshops/{}/tax-rates", garage.kit.site);
    garage.advisor().put(&path, json!({})).await.expect(403);
    assert_eq!(garage.advisor().get(&path).await.expect(200).json()["actions"], json!([]));
    let owner = garage.kit.owner();
    assert_eq!(owner.put(&path, json!({ "labour": 10_001, "fee": -1 })).await.expect(422).pointers(), ["/fee", "/labour"]);
    let chosen = owner.with("If-Match", "\"0\"").put(&path, json!({ "labour": 0 })).await.expect(200).json();
    assert_eq!((&chosen["version"], &chosen["actions"]), (&json!(1), &json!(["update"])));
    garage.kit.owner().with("If-Match", "\"0\"").put(&path, json!({ "labour": 100 })).await.expect(412);
}
