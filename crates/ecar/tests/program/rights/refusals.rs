//! What is refused is noted where sign-ins are: who, from where, what; once however often it is asked, and without what was named.

use serde_json::{Value, json};

use super::people::{Place, hire, hire_as, program};
use super::scene::{CANARY, Scene, text};

async fn refusals(scene: &Scene) -> Vec<Value> {
    let page = scene.owner.read("/sign-ins?limit=100").await;
    page["items"].as_array().unwrap().iter().filter(|entry| entry["outcome"] == "refused").cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_attempts_are_in_the_log_of_sign_ins() {
    let scene = Scene::open().await;
    let reader = hire(&scene.server, &scene.owner, &["work_order.read"], Place::At(&scene.home)).await;
    let key = program(&scene.owner, &["site.read"], &scene.home).await;
    assert_eq!(scene.stranger.get(&scene.shown).await.0, 404);
    for _ in 0..3 {
        assert_eq!(reader.post(&format!("{}/cancel", scene.shown), json!({ "reason": CANARY })).await.0, 403);
    }
    assert_eq!(key.get(&format!("/invoices?q={CANARY}")).await.0, 403);
    assert_eq!(scene.stranger.get("/work-orders/01900000-0000-7000-8000-000000000000").await.0, 404);

    let refused = refusals(&scene).await;
    let told: Vec<_> =
        refused.iter().rev().map(|entry| (text(&entry["operation"]), text(&entry["code"]), text(&entry["user_name"]))).collect();
    let expected = [
        ("GET /api/v1/work-orders/{work_order_id}", "not-found", "Stranger"),
        ("POST /api/v1/work-orders/{work_order_id}/cancel", "forbidden", "Walker"),
        ("GET /api/v1/invoices", "forbidden", "Walk"),
    ];
    assert_eq!(told, expected);
    assert!(refused.iter().all(|entry| entry["address"] == "127.0.0.1"));
    assert!(refused[0]["user_id"].is_null() && refused[0]["api_key_id"].is_string() && refused[1]["user_id"].is_string());
    let home = json!(refused).to_string();
    assert!(!home.contains(CANARY) && !home.contains(scene.shown.rsplit('/').next().unwrap()), "{home}");

    let strangers = scene.stranger.read("/sign-ins?limit=100").await["items"].clone();
    let seen: Vec<_> = strangers.as_array().unwrap().iter().filter(|entry| entry["outcome"] == "refused").collect();
    assert_eq!(seen.len(), 1, "the stranger reads what people of their own site were refused: {seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_beyond_the_limit_of_a_role_is_noted() {
    let scene = Scene::open().await;
    let till = json!({ "name": "Till", "permissions": ["payment.refund"], "max_refund": 999 });
    let role = scene.owner.done("/roles", till).await["id"].clone();
    let (nour, _) = hire_as(&scene.server, &scene.owner, &role, Place::At(&scene.home), "Nour").await;
    let invoice = scene.issued().await;
    scene.owner.done(&format!("{invoice}/payments"), json!({ "tender": "cash", "amount": 1000 })).await;
    let (status, problem) = nour.post(&format!("{invoice}/refunds"), json!({ "tender": "cash", "amount": 1000, "reason": CANARY })).await;
    let fault = (&problem["errors"][0]["code"], &problem["errors"][0]["pointer"]);
    assert_eq!((status, fault), (422, (&json!("refund-over-limit"), &json!("/amount"))));
    let refused = refusals(&scene).await;
    let noted = (text(&refused[0]["operation"]), text(&refused[0]["code"]), text(&refused[0]["user_name"]));
    assert_eq!(noted, ("POST /api/v1/invoices/{invoice_id}/refunds", "refund-over-limit", "Nour"));
    assert!(!json!(refused).to_string().contains(CANARY));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_refusals_leaves_a_handful_of_entries() {
    let scene = Scene::open().await;
    let nobody = hire(&scene.server, &scene.owner, &["site.read"], Place::At(&scene.home)).await;
    let paths = ["customers", "vehicles", "products", "work-orders", "invoices", "messages", "audit", "users", "roles", "staff"];
    for _ in 0..20 {
        for path in paths {
            assert_eq!(nobody.get(&format!("/{path}")).await.0, 403, "{path}");
            assert_eq!(nobody.get(&format!("/{path}?limit=1")).await.0, 403, "{path}");
        }
    }
    let id = nobody.read("/me").await["id"].clone();
    let of_nobody = refusals(&scene).await.into_iter().filter(|entry| entry["user_id"] == id).count();
    assert_eq!(of_nobody, paths.len(), "once for each operation");
}
