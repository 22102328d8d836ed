//! Jobs that are kept ready (PRODUCT.md G1, G2, G5; E3).

use contracts::workshop::JobsToRepeat;
use serde_json::{Value, json};

use crate::prices::price;
use crate::support::{Garage, Order, labour, part, refused};

impl Garage {
    async fn canned(&self, body: Value) -> Value {
        self.kit.owner().post("/canned-jobs", body).await.expect(201).json()
    }

    async fn add(&self, order: &mut Order, canned: &Value) {
        order.act(&self.advisor(), &format!("canned-jobs/{}", canned["id"].as_str().unwrap()), json!({})).await;
    }

    /// PRODUCT.md 3.1 step 6, J1: 48.000 + 22.550 + 81.000.
    fn oil_service(&self) -> Value {
        let parts = json!([{ "product_id": self.filter, "quantity": 1000 }, { "product_id": self.oil, "quantity": 4500 }]);
        json!({
            "names": { "fr": "Vidange", "ar": "تغيير الزيت", "en": "Oil service" }, "concern": "Every 10,000 km",
            "content": { "labour": [{ "hours": 800 }], "parts": parts },
        })
    }
}

fn nets(order: &Order, job: usize) -> Vec<i64> {
    order.json["jobs"][job]["lines"].as_array().unwrap().iter().map(|line| line["net"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn one_request_adds_the_job_with_all_its_lines_at_todays_prices() {
    let garage = Garage::open().await;
    let canned = garage.canned(garage.oil_service()).await;
    let mut order = garage.opened(json!([])).await;
    garage.add(&mut order, &canned).await;
    let job = &order.json["jobs"][0];
    assert_eq!((&job["title"], &job["concern"]), (&json!("Vidange"), &json!("Every 10,000 km")));
    assert_eq!((order.authorisation(0), nets(&order, 0)), ("proposed", vec![48_000, 22_550, 81_000]));
    assert_eq!((price(&order, 0, 0).1, price(&order, 0, 1).1), ("site_rate".into(), "catalogue".into()));
    let approval = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", approval).await;
    let listed = garage.advisor().get("/canned-jobs?q=oil").await.expect(200).json();
    assert_eq!((&listed["items"][0]["offered"], &listed["items"][0]["approved"]), (&json!(1), &json!(1)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_package_costs_what_it_says_and_its_lines_say_why() {
    let garage = Garage::open().await;
    let mut body = garage.oil_service();
    body["package_price"] = json!(139_000);
    let canned = garage.canned(body).await;
    let mut order = garage.opened(json!([])).await;
    garage.add(&mut order, &canned).await;
    assert_eq!(order.json["jobs"][0]["totals"]["net"], 139_000);
    for line in 0..3 {
        let (_, rule, name) = price(&order, 0, line);
        assert_eq!((rule.as_str(), name), ("package", json!("Vidange")));
    }
    // An advisor may give ten per cent away, of the package's price.
    let asked = order.json["jobs"][0]["lines"][1]["unit_price"].as_i64().unwrap();
    garage.advisor().patch(&order.line_path(0, 1), json!({ "unit_price": asked * 9 / 10 + 1 })).await.expect(200);
}

#[tokio::test]
async fn a_job_may_name_a_rate_and_an_agreement_goes_before_it() {
    let garage = Garage::open().await;
    garage.rate("Diagnostic", 75_000).await;
    let labour = json!([{ "hours": 1000, "rate": "diagnostic" }, { "hours": 500, "rate": "unknown", "description": "Essai" }]);
    let canned = garage.canned(json!({ "names": { "fr": "Diagnostic" }, "content": { "labour": labour } })).await;
    let mut order = garage.opened(json!([])).await;
    garage.add(&mut order, &canned).await;
    assert_eq!(price(&order, 0, 0), (75_000, "job_rate".into(), json!("Diagnostic")));
    assert_eq!(price(&order, 0, 1), (60_000, "site_rate".into(), Value::Null));
    let fleet = garage.rate("Fleet", 55_000).await;
    let agreed = json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "labour_rate_id": fleet });
    garage.kit.owner().put("/price-agreements", agreed).await.expect(200);
    garage.add(&mut order, &canned).await;
    assert_eq!(price(&order, 1, 0), (55_000, "customer_rate".into(), json!("Fleet")));
}

#[tokio::test]
async fn a_part_by_its_role_is_what_was_used_before_on_the_model() {
    let garage = Garage::open().await;
    let by_role = |role: &str| json!({ "role": role, "quantity": 1000 });
    let gone = json!({ "product_id": garage.old, "role": "Wipers", "quantity": 2000 });
    let parts = json!([by_role("oil filter"), by_role("Front pads"), gone]);
    let canned = garage.canned(json!({ "names": { "fr": "Service" }, "content": { "parts": parts } })).await;
    let mut order = garage.opened(json!([])).await;
    garage.add(&mut order, &canned).await;
    let line = &order.json["jobs"][0]["lines"][0];
    assert_eq!((&line["product_id"], &line["description"], &line["unit_price"]), (&Value::Null, &json!("oil filter"), &json!(0)));
    assert_eq!(line["price_rule"], Value::Null);
    // Completed on this model: now it is known which filter, and pads, it takes.
    garage.ready().await;
    garage.add(&mut order, &canned).await;
    let lines = &order.json["jobs"][1]["lines"];
    assert_eq!((&lines[0]["product_id"], price(&order, 1, 0).0), (&json!(garage.filter), 22_550));
    assert_eq!((&lines[1]["product_id"], &lines[2]["product_id"]), (&json!(garage.pads), &Value::Null));
    assert_eq!(lines[2]["description"], "Wipers");
}

fn item(name: &str, canned: &Value) -> Value {
    let names = json!({ "fr": name });
    json!({
        "names": names, "measured": null, "required": false, "photo_if_urgent": false, "job_title": null, "canned_job_id": canned,
    })
}

#[tokio::test]
async fn a_finding_proposes_the_canned_job_that_its_item_names() {
    let garage = Garage::open().await;
    let canned = garage.canned(garage.oil_service()).await;
    let items = [item("Huile", &canned["id"]), item("Pneus", &Value::Null)];
    let template = json!({ "names": { "fr": "Contrôle" }, "sections": [{ "names": { "fr": "Tout" }, "items": items }] });
    let template = garage.kit.owner().post("/inspection-templates", template).await.expect(201).json();
    assert_eq!(template["sections"][0]["items"][0]["canned_job_id"], canned["id"]);
    // The canned job begins it, once.
    let mut body = garage.oil_service();
    body["inspection_template_id"] = template["id"].clone();
    let begins = garage.canned(body).await;
    let mut order = garage.opened(json!([])).await;
    garage.add(&mut order, &begins).await;
    garage.add(&mut order, &begins).await;
    let begun = garage.advisor().get(&format!("{}/inspections", order.path)).await.expect(200).json();
    assert_eq!(begun["items"].as_array().unwrap().len(), 1);
    let path = format!("/inspections/{}", begun["items"][0]["id"].as_str().unwrap());
    let inspection = garage.advisor().get(&path).await.expect(200).json();
    for item in inspection["items"].as_array().unwrap() {
        let item = format!("{path}/items/{}", item["id"].as_str().unwrap());
        garage.advisor().put(&item, json!({ "verdict": "urgent" })).await.expect(200);
    }
    garage.advisor().post(&format!("{path}/jobs"), json!({})).await.expect(200);
    order.read(&garage.advisor()).await;
    assert_eq!((nets(&order, 2), nets(&order, 3)), (vec![48_000, 22_550, 81_000], vec![]));
    assert_eq!((&order.json["jobs"][2]["title"], &order.json["jobs"][3]["title"]), (&json!("Vidange"), &json!("Pneus")));
}

#[tokio::test]
async fn a_canned_job_is_written_by_who_may_and_out_of_use_it_is_added_no_more() {
    let garage = Garage::open().await;
    garage.advisor().post("/canned-jobs", garage.oil_service()).await.expect(403);
    let wrong = json!({
        "names": { "fr": " " }, "inspection_template_id": garage.leila,
        "content": { "parts": [{ "quantity": 1000 }, { "product_id": garage.leila, "quantity": 1000 }] },
    });
    let refusal = garage.kit.owner().post("/canned-jobs", wrong).await.expect(422).json();
    let mut pointers: Vec<_> = refusal["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/content/parts/0/role", "/content/parts/1/product_id", "/inspection_template_id", "/names"]);
    let canned = garage.canned(garage.oil_service()).await;
    let path = format!("/canned-jobs/{}", canned["id"].as_str().unwrap());
    garage.kit.owner().post(&format!("{path}/archive"), json!({})).await.expect(200);
    let order = garage.opened(json!([{ "title": "Oil", "lines": [labour(500), part(garage.oil, 1000)] }])).await;
    refused(order.ask(&garage.advisor(), &path[1..], json!({})).await, "canned-job-archived");
    assert_eq!(garage.advisor().get("/canned-jobs").await.expect(200).json()["items"], json!([]));
    let archived = garage.advisor().get("/canned-jobs?archived=true").await.expect(200).json();
    assert_eq!((&archived["items"][0]["version"], &archived["items"][0]["actions"]), (&json!(2), &json!([])));
    garage.kit.owner().post(&format!("{path}/restore"), json!({})).await.expect(200);
    let changed = garage.kit.owner().put(&path, json!({ "names": { "fr": "Vidange express" }, "content": {} })).await.expect(200).json();
    assert_eq!((&changed["names"]["ar"], &changed["version"]), (&json!("Vidange express"), &json!(4)));
}

#[tokio::test]
async fn a_job_with_an_interval_tells_the_vehicles_plan_when_it_was_done() {
    let garage = Garage::open().await;
    let mut body = garage.oil_service();
    body["content"]["reminder"] = json!({ "months": null, "km": null });
    let refusal = garage.kit.owner().post("/canned-jobs", body.clone()).await.expect(422);
    assert_eq!(refusal.pointers(), ["/content/reminder"]);
    body["content"]["reminder"] = json!({ "months": 12, "km": 10_000 });
    let canned = garage.canned(body).await;
    assert_eq!(canned["content"]["reminder"], json!({ "months": 12, "km": 10_000 }));
    let told = async || {
        let told = garage.told().await;
        told.iter().filter_map(|event| event.open::<JobsToRepeat>().unwrap()).collect::<Vec<_>>()
    };
    let mut order = garage.opened(json!([])).await;
    garage.add(&mut order, &canned).await;
    let approval = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", approval).await;
    order.act(&garage.kit.owner(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    assert!(told().await.is_empty(), "what is not done is not done again");
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    let told = told().await;
    assert_eq!((told.len(), told[0].vehicle_id), (1, garage.peugeot));
    let job = &told[0].jobs[0];
    assert_eq!((job.title.as_str(), job.names.en.as_str(), job.months, job.km), ("Vidange", "Oil service", Some(12), Some(10_000)));
    garage.ready().await;
    assert_eq!(garage.told().await.iter().filter(|event| event.kind == "work_order.to_repeat").count(), 1);
}
