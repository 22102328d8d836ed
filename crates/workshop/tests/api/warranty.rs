use serde_json::{Value, json};

use crate::support::{Garage, Order, refused};

const TERMS: &str = r#"{ "usual": { "part": { "months": 12, "km": 20000 }, "labour": { "months": 3, "km": null } } }"#;

async fn with_terms() -> Garage {
    let garage = Garage::open().await;
    let terms: Value = serde_json::from_str(TERMS).unwrap();
    garage.kit.owner().put(&format!("/workshops/{}/warranty", garage.kit.site), terms).await.expect(200);
    garage
}

async fn sold(garage: &Garage, odometer: i64) -> Vec<Value> {
    let path = format!("/warranties?vehicle={}&odometer={odometer}", garage.peugeot);
    garage.advisor().get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn of<'a>(list: &'a [Value], description: &str) -> &'a Value {
    list.iter().find(|row| row["description"] == description).unwrap()
}

#[tokio::test]
async fn what_was_sold_keeps_the_terms_it_was_sold_with() {
    let garage = with_terms().await;
    let order = garage.ready().await;
    let list = sold(&garage, 90_000).await;
    assert_eq!(list.len(), 6, "three lines of each approved job");
    let pads = of(&list, "Front pads");
    assert_eq!((&pads["until_on"], &pads["until_km"], &pads["is_covered"]), (&json!("2027-11-20"), &json!(104_310), &json!(true)));
    assert_eq!((&pads["work_order_id"], &pads["job_title"]), (&order.json["id"], &json!("Front brakes")));
    garage.kit.owner().put(&format!("/workshops/{}/warranty", garage.kit.site), json!({ "usual": {} })).await.expect(200);
    assert_eq!(of(&sold(&garage, 104_311).await, "Front pads")["is_covered"], false);
    assert_eq!(of(&sold(&garage, 104_310).await, "Front pads")["is_covered"], true);
}

#[tokio::test]
async fn a_line_may_have_a_warranty_of_its_own_and_reopening_takes_back_what_was_sold() {
    let garage = with_terms().await;
    let mut order = garage.in_progress().await;
    let advisor = garage.advisor();
    let pads = format!("{}/warranty", order.line_path(1, 1));
    advisor.put(&pads, json!({ "months": 24, "km": null })).await.expect(200);
    advisor.put(&pads, json!({ "months": 0, "km": null })).await.expect(422);
    assert_eq!(sold(&garage, 90_000).await, Vec::<Value>::new());
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    let lines = advisor.get(&format!("{}/warranties", order.path)).await.expect(200).json();
    let pads_term = of(lines["items"].as_array().unwrap(), "Front pads");
    assert_eq!((&pads_term["months"], &pads_term["km"], &pads_term["own"]), (&json!(24), &Value::Null, &json!(true)));
    let list = sold(&garage, 90_000).await;
    assert_eq!((&of(&list, "Front pads")["until_on"], &of(&list, "Front pads")["until_km"]), (&json!("2028-11-20"), &Value::Null));
    refused(advisor.put(&pads, json!({ "months": 1, "km": null })).await, "wrong-state");
    order.act(&garage.kit.owner(), "reopen", json!({ "reason": "Noise" })).await;
    assert_eq!(sold(&garage, 90_000).await, Vec::<Value>::new());
    order.act(&advisor, "complete", json!({ "odometer_out": 84_320 })).await;
    assert_eq!(of(&sold(&garage, 90_000).await, "Front pads")["until_on"], "2028-11-20");
}

fn making_good(original: &Order, job: usize) -> Value {
    json!({ "original_id": original.json["id"], "job_ids": [original.json["jobs"][job]["id"]], "payer": "garage" })
}

#[tokio::test]
async fn a_comeback_names_its_original_and_is_kept_out_of_the_average() {
    let garage = with_terms().await;
    let original = garage.ready().await;
    let mut back = garage.in_progress().await;
    let (advisor, path) = (garage.advisor(), format!("{}/comeback", back.path));
    let mut link = making_good(&original, 1);
    link["cause"] = json!("workmanship");
    let made = advisor.put(&path, link).await.expect(200).json();
    assert_eq!((&made["original"], &made["jobs"][0]["title"]), (&original.json["number"], &json!("Front brakes")));
    assert_eq!(made["technician"], "Amine");
    back.act(&advisor, "complete", json!({ "odometer_out": 84_900 })).await;
    let report = garage.kit.owner().get("/comeback-report").await.expect(200).json();
    assert_eq!((&report["orders"], &report["comebacks"], &report["rate"]), (&json!(1), &json!(1), &json!(10_000)));
    assert_eq!(report["worth"], json!([{ "currency": "TND", "total": 659_189, "average": 659_189 }]));
    assert_eq!(report["by_cause"], json!([{ "cause": "workmanship", "comebacks": 1 }]));
    assert_eq!(report["by_technician"][0]["name"], "Amine");
    advisor.get("/comeback-report").await.expect(403);
    advisor.delete(&path).await.expect(204);
    assert_eq!(advisor.get(&path).await.expect(200).json()["comeback"], Value::Null);
    advisor.delete(&path).await.expect(404);
}

#[tokio::test]
async fn only_a_completed_order_of_the_vehicle_is_made_good() {
    let garage = with_terms().await;
    let (under_way, order) = (garage.in_progress().await, garage.in_progress().await);
    let path = format!("{}/comeback", order.path);
    refused(garage.advisor().put(&path, making_good(&under_way, 0)).await, "not-its-original");
    let done = garage.ready().await;
    let declined = garage.advisor().put(&path, making_good(&done, 2)).await.expect(422);
    assert_eq!(declined.pointers(), ["/job_ids"]);
    let unknown = json!({ "original_id": garage.leila, "job_ids": [garage.leila], "payer": "garage" });
    assert_eq!(garage.advisor().put(&path, unknown).await.expect(422).pointers(), ["/original_id"]);
    garage.kit.technician().put(&path, making_good(&done, 0)).await.expect(403);
}
