use contracts::workshop::{WorkOrderAssigned, WorkOrderChanged, WorkOrderProgressed, WorkStatus};
use serde_json::{Value, json};

use crate::support::{Garage, refused};

#[tokio::test]
async fn work_starts_waits_and_goes_on() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let technician = garage.kit.technician();
    assert_eq!((order.state(), &order.json["technician"]["name"]), ("in_progress", &json!("Amine")));
    order.act(&technician, "hold", json!({ "reason": "parts", "note": "discs tomorrow" })).await;
    assert_eq!(order.json["hold"], json!({ "reason": "parts", "note": "discs tomorrow", "since": "2026-11-20T08:00:00Z" }));
    refused(order.ask(&technician, "hold", json!({ "reason": "parts" })).await, "wrong-state");
    order.ask(&technician, "hold", json!({ "reason": "weather" })).await.expect(422);
    order.act(&technician, "resume", json!({})).await;
    assert_eq!((order.state(), &order.json["hold"]), ("in_progress", &Value::Null));
    let told: Vec<_> =
        garage.told().await.iter().filter_map(|event| event.open::<WorkOrderChanged>().unwrap()).map(|event| event.change).collect();
    assert_eq!(told, ["authorised", "started", "held", "resumed"]);
}

#[tokio::test]
async fn the_turns_of_the_work_are_told_with_what_is_promised_at_each() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let (advisor, technician) = (garage.advisor(), garage.kit.technician());
    let path = order.path.clone();
    let promise = |time: &str| advisor.patch(&path, json!({ "promised_at": format!("2026-11-20T{time}:00Z") }));
    promise("10:00").await.expect(200);
    promise("11:00").await.expect(200);
    order.act(&technician, "hold", json!({ "reason": "parts" })).await;
    promise("16:00").await.expect(200);
    advisor.patch(&path, json!({ "notes": "Calls at noon" })).await.expect(200);
    order.act(&technician, "resume", json!({})).await;
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderProgressed>().unwrap()).collect();
    let turns: Vec<_> =
        told.iter().map(|told| (told.status, told.promised_at.map(|at| at.format("%H").to_string()), told.is_later)).collect();
    let at = |hour: &str| Some(hour.to_owned());
    let expected = [
        (Some(WorkStatus::Began), None, false),
        (None, at("10"), false),
        (Some(WorkStatus::PromiseMoved), at("11"), true),
        (Some(WorkStatus::WaitingForParts), at("11"), false),
        (Some(WorkStatus::WaitingForParts), at("16"), true),
        (None, at("16"), false),
    ];
    assert_eq!(turns, expected);
    assert_eq!(told[0].vehicle_plate, "215 TU 4821");
}

#[tokio::test]
async fn work_needs_an_approval_to_start() {
    let garage = Garage::open().await;
    let order = garage.opened(garage.three_jobs()).await;
    refused(order.ask(&garage.advisor(), "start", json!({})).await, "wrong-state");
    let order = garage.approved().await;
    for (job, line) in [(0, 0), (1, 0)] {
        garage.advisor().patch(&order.line_path(job, line), json!({ "unit_price": 99_000 })).await.expect(200);
    }
    refused(order.ask(&garage.advisor(), "start", json!({})).await, "approval-missing");
}

#[tokio::test]
async fn who_is_assigned_works_at_the_site() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    let advisor = garage.advisor();
    for somebody in [json!(garage.kit.people.outsider), json!("01900000-0000-7000-8000-00000000dead")] {
        let reply = order.ask(&advisor, "assign", json!({ "technician_id": somebody })).await.expect(422);
        assert_eq!(reply.pointers(), ["/technician_id"]);
    }
    order.ask(&advisor, "assign", json!({})).await.expect(422);
    order.act(&advisor, "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&advisor, "assign", json!({ "technician_id": null })).await;
    assert_eq!(order.json["technician"], Value::Null);
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderAssigned>().unwrap()).collect();
    assert_eq!(told.iter().map(|event| event.technician_id).collect::<Vec<_>>(), [Some(garage.kit.people.technician), None]);
    assert_eq!(told[0].vehicle_plate, "215 TU 4821");
}

#[tokio::test]
async fn a_cancelled_order_can_be_restored() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let advisor = garage.advisor();
    order.act(&garage.kit.technician(), "hold", json!({ "reason": "customer" })).await;
    let held = order.json["hold"].clone();
    assert_eq!(order.ask(&advisor, "cancel", json!({ "reason": "" })).await.expect(422).pointers(), ["/reason"]);
    order.act(&advisor, "cancel", json!({ "reason": "Sold the car" })).await;
    assert_eq!((order.state(), &order.json["cancel_reason"], &order.json["hold"]), ("cancelled", &json!("Sold the car"), &Value::Null));
    assert_eq!(order.json["actions"], json!(["restore"]));
    order.act(&advisor, "restore", json!({})).await;
    order.read(&advisor).await;
    assert_eq!((order.state(), &order.json["hold"], &order.json["cancel_reason"]), ("on_hold", &held, &Value::Null));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_technician_works_and_notes_and_nothing_else() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    let technician = garage.kit.technician();
    order.read(&technician).await;
    assert_eq!(order.json["actions"], json!(["start"]));
    assert_eq!(order.json["jobs"][0]["actions"], json!(["update"]));
    order.act(&technician, "start", json!({})).await;
    assert_eq!(order.json["actions"], json!(["hold", "submit"]));
    let noted = technician.patch(&order.job_path(0), json!({ "cause": "Worn", "correction": "Replaced" })).await.expect(200).json();
    assert_eq!(noted["jobs"][0]["correction"], "Replaced");
    technician.patch(&order.job_path(0), json!({ "title": "Cheaper", "cause": "Worn" })).await.expect(403);
    technician.patch(&order.path, json!({ "notes": "x" })).await.expect(403);
    technician.patch(&order.line_path(0, 0), json!({ "quantity": 1 })).await.expect(403);
    technician.delete(&order.line_path(0, 0)).await.expect(403);
    technician.delete(&order.job_path(0)).await.expect(403);
    let decisions = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "me" });
    let line = json!({ "kind": "labour", "quantity": 1000 });
    let lines = format!("jobs/{}/lines", order.json["jobs"][0]["id"].as_str().unwrap());
    for (verb, body) in [
        ("jobs", json!({ "title": "More" })),
        (lines.as_str(), line),
        ("authorise", decisions),
        ("assign", json!({ "technician_id": null })),
        ("complete", json!({})),
        ("cancel", json!({ "reason": "x" })),
        ("restore", json!({})),
        ("reopen", json!({ "reason": "x" })),
        ("hand-over", json!({})),
    ] {
        order.ask(&technician, verb, body).await.expect(403);
    }
}

#[tokio::test]
async fn another_sites_orders_do_not_exist() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let outsider = garage.kit.outsider();
    outsider.get(&order.path).await.expect(404);
    outsider.patch(&order.path, json!({ "notes": "x" })).await.expect(404);
    outsider.delete(&order.job_path(0)).await.expect(404);
    for (verb, body) in [
        ("jobs", json!({ "title": "More" })),
        ("authorise", json!({ "decisions": [order.decision(0, "decline")], "method": "phone", "by_name": "me" })),
        ("assign", json!({ "technician_id": garage.kit.people.outsider })),
        ("start", json!({})),
        ("hold", json!({ "reason": "parts" })),
        ("resume", json!({})),
        ("complete", json!({})),
        ("reopen", json!({ "reason": "x" })),
        ("cancel", json!({ "reason": "x" })),
        ("restore", json!({})),
        ("hand-over", json!({})),
    ] {
        order.ask(&outsider, verb, body).await.expect(404);
    }
    assert_eq!(outsider.get("/work-orders").await.expect(200).json()["items"], json!([]));
    assert_eq!(outsider.get("/work-orders/board").await.expect(200).json()["items"], json!([]));
    outsider.get(&format!("/work-orders?site={}", garage.kit.site)).await.expect(404);
    outsider.get(&format!("/work-orders/board?site={}", garage.kit.site)).await.expect(404);
}
