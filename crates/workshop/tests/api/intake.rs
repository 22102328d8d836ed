//! Intake sheets over HTTP: written, photographed, signed once, corrected on another (PRODUCT.md 3.1 step 4).

use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::estimates::DRAWN;
use crate::inspections::{PNG, photograph};
use crate::support::{Garage, Order, refused};

fn content() -> Value {
    let damage = |x: i32, note: &str| json!({ "kind": "scratch", "x": x, "y": 5000, "note": note });
    json!({
        "odometer": 84_300, "fuel": 3, "key_tag": "12", "belongings": "Child seat", "note": null, "lamps": ["engine", "engine", "abs"],
        "damages": [damage(1000, "Left door"), damage(9000, "Right wing")],
    })
}

async fn begun(client: &Client, order: &Order) -> (String, Value) {
    let json = client.post(&format!("{}/intakes", order.path), json!({})).await.expect(201).json();
    (format!("/intakes/{}", json["id"].as_str().unwrap()), json)
}

async fn sign(client: &Client, path: &str, body: Value) -> Reply {
    client.post(&format!("{path}/sign"), body).await
}

#[tokio::test]
async fn a_vehicle_comes_in_and_its_sheet_is_signed() {
    let garage = Garage::open().await;
    let (advisor, mut order) = (garage.advisor(), garage.opened(json!([])).await);
    advisor.patch(&order.path, json!({ "odometer_in": null, "key_tag": null })).await.expect(200);
    let (path, sheet) = begun(&advisor, &order).await;
    assert_eq!((&sheet["number"], &sheet["actions"]), (&json!(1), &json!(["update", "sign"])));
    refused(sign(&advisor, &path, json!({ "by_name": "Leïla" })).await, "odometer-missing");
    let saved = advisor.put(&path, content()).await.expect(200).json();
    assert_eq!(saved["content"]["lamps"], json!(["engine", "abs"]));
    for _ in 0..2 {
        photograph(&advisor, &format!("{path}/photos"), PNG).await.expect(201);
    }
    let signed = sign(&advisor, &path, json!({ "by_name": "Leïla", "signature": DRAWN })).await.expect(200).json();
    assert_eq!((signed["photos"].as_array().unwrap().len(), &signed["actions"]), (2, &json!([])));
    let signature = format!("{path}/photos/{}", signed["signature_id"].as_str().unwrap());
    garage.kit.technician().get(&signature).await.expect(200);
    garage.kit.outsider().get(&signature).await.expect(404);
    order.read(&advisor).await;
    assert_eq!((&order.json["odometer_in"], &order.json["key_tag"]), (&json!(84_300), &json!("12")));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_signed_sheet_never_changes_and_a_correction_is_another() {
    let garage = Garage::open().await;
    let (advisor, order) = (garage.advisor(), garage.opened(json!([])).await);
    let (path, _) = begun(&advisor, &order).await;
    refused(advisor.post(&format!("{}/intakes", order.path), json!({})).await, "intake-open");
    advisor.put(&path, content()).await.expect(200);
    let photo = photograph(&advisor, &format!("{path}/photos"), PNG).await.expect(201).string("id");
    let signed = sign(&advisor, &path, json!({ "by_name": "Leïla" })).await.expect(200).json();
    refused(sign(&advisor, &path, json!({ "by_name": "Ali" })).await, "intake-signed");
    refused(advisor.put(&path, content()).await, "intake-signed");
    refused(photograph(&advisor, &format!("{path}/photos"), PNG).await, "intake-signed");
    refused(advisor.delete(&format!("{path}/photos/{photo}")).await, "intake-signed");

    let (second, corrected) = begun(&advisor, &order).await;
    assert_eq!((&corrected["number"], &corrected["content"]), (&json!(2), &signed["content"]));
    advisor
        .put(
            &second,
            json!({ "odometer": 84_301, "fuel": 3, "key_tag": null, "belongings": null, "note": null, "lamps": [], "damages": [] }),
        )
        .await
        .expect(200);
    sign(&advisor, &second, json!({ "by_name": "Leïla" })).await.expect(200);
    let all = advisor.get(&format!("{}/intakes", order.path)).await.expect(200).json();
    assert_eq!((&all["items"][1]["content"], &all["items"][1]["signed_by"]), (&signed["content"], &json!("Leïla")));
    assert_eq!((all["items"][0]["number"].as_i64(), &all["actions"]), (Some(2), &json!(["begin"])));
    assert_eq!(garage.kit.outsider().get(&format!("{}/intakes", order.path)).await.status, 404);
    garage.kit.technician().put(&second, content()).await.expect(403);
}

#[tokio::test]
async fn two_who_write_one_sheet_do_not_overwrite_each_other() {
    let garage = Garage::open().await;
    let (advisor, order) = (garage.advisor(), garage.opened(json!([])).await);
    let (path, _) = begun(&advisor, &order).await;
    let read = advisor.clone().with("If-Match", "\"1\"");
    read.put(&path, content()).await.expect(200);
    let mut other = content();
    other["fuel"] = json!(8);
    read.put(&path, other.clone()).await.expect(412);
    read.put(&path, content()).await.expect(200);
    other["fuel"] = json!(9);
    other["damages"][0]["x"] = json!(10_001);
    assert_eq!(advisor.put(&path, other).await.expect(422).pointers(), ["/damages/0/x", "/fuel"]);
}
