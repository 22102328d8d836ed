use serde_json::json;

use crate::support::{Garage, refused};

/// PRODUCT.md 3.2 step 13.
#[tokio::test]
async fn somebody_else_checks_the_work_before_it_is_ready() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let (technician, advisor) = (garage.kit.technician(), garage.advisor());
    let rules = format!("/workshops/{}/gate", garage.kit.site);
    garage.kit.owner().put(&rules, json!({ "levels": { "quality": "block" } })).await.expect(200);
    refused(order.ask(&advisor, "complete", json!({ "odometer_out": 84_310 })).await, "gate-closed");

    order.act(&technician, "submit", json!({})).await;
    assert_eq!((order.state(), &order.json["checked_by"]), ("quality_check", &json!(null)));
    refused(order.ask(&technician, "check", json!({ "passed": true })).await, "own-work");
    order.ask(&advisor, "check", json!({ "passed": false })).await.expect(422);
    let failed = json!({ "passed": false, "job_id": order.json["jobs"][1]["id"], "reason": "Pulls to the left" });
    order.act(&advisor, "check", failed).await;
    assert_eq!(order.state(), "in_progress");
    let history = advisor.get(&format!("{}/history", order.path)).await.expect(200).json();
    let detail = &history["items"][0]["detail"];
    assert_eq!((&detail["text"], &detail["note"]), (&json!("Front brakes"), &json!("Pulls to the left")));

    order.act(&technician, "submit", json!({})).await;
    order.act(&advisor, "check", json!({ "passed": true })).await;
    assert_eq!((order.state(), &order.json["checked_by"]), ("quality_check", &json!("Nadia")));
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!((order.state(), &order.json["checked_by"]), ("ready", &json!(null)));
    garage.is_healthy().await;
}
