//! A job or a line is found under its own order only, and an order of one's own opens nothing of another's.

use reqwest::Method;
use serde_json::json;

use super::scene::{Scene, text};
use super::table::{to, with};
use super::walk::send;

#[tokio::test(flavor = "multi_thread")]
async fn a_child_is_found_under_its_own_parent_only() {
    let scene = Scene::open().await;
    let (theirs, own) = (scene.estimate().await, scene.order_at(&scene.other).await);
    let job = format!("{}/jobs/{}", own.path, text(&theirs.json["jobs"][0]["id"]));
    let line = format!("{}/lines/{}", own.path, text(&theirs.json["jobs"][0]["lines"][0]["id"]));
    let decision = json!([{ "job_id": theirs.json["jobs"][0]["id"], "decision": "approve" }]);
    let cases = [
        (Method::PATCH, with(&job, json!({ "title": "Mine" })), 404),
        (Method::DELETE, to(&job), 404),
        (Method::POST, with(format!("{job}/lines"), json!({ "kind": "labour", "quantity": 1000 })), 404),
        (Method::PATCH, with(&line, json!({ "quantity": 1 })), 404),
        (Method::DELETE, to(&line), 404),
        (Method::POST, with(format!("{}/authorise", own.path), json!({ "decisions": decision, "method": "phone", "by_name": "Ali" })), 422),
        (Method::POST, with(format!("{}/assign", own.path), json!({ "technician_id": scene.technician })), 422),
    ];
    for (method, request, status) in cases {
        let answer = send(&scene.stranger, &method, &request).await;
        assert_eq!(answer.status, status, "{method} {}: {}", request.path, answer.text);
        assert!(!answer.has_canary(), "{method} {}: {}", request.path, answer.text);
    }
    let untouched = scene.owner.read(&theirs.path).await;
    assert_eq!(untouched["version"], theirs.json["version"]);
}
