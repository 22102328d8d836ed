//! What a customer owes keeps their next order from beginning, and what they pay frees it (PRODUCT 3.6 step 10).

use serde_json::json;

use crate::rights::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn credit_that_is_used_up_holds_the_next_order_until_it_is_paid_or_somebody_lets_it() {
    let scene = Scene::open().await;
    let (owner, issued) = (&scene.owner, scene.issued().await);
    let due = owner.read(&issued).await["due"].as_i64().unwrap();
    let customer = format!("/customers/{}", scene.customer);
    owner.eventually(&customer, |customer| customer["balances"][0]["amount"] == due).await;
    let limit = json!({ "limit": { "amount": due, "currency": "TND" } });
    assert_eq!(owner.done(&format!("{customer}/credit-limit"), limit).await["over_limit"], true);

    let (held, allowed) = (scene.approved().await, scene.approved().await);
    let gate = owner.read(&format!("{}/gate", held.path)).await;
    assert_eq!(gate["faults"][0]["rule"], "credit_used");
    let refusal = owner.post(&format!("{}/start", held.path), json!({})).await;
    assert_eq!((refusal.0, &refusal.1["code"]), (409, &json!("gate-closed")));
    owner.done(&format!("{}/allow-credit", allowed.path), json!({ "reason": "They pay on Friday" })).await;
    owner.done(&format!("{}/start", allowed.path), json!({})).await;

    owner.done(&format!("{issued}/payments"), json!({ "tender": "cash", "amount": 1 })).await;
    owner.eventually(&format!("{}/gate", held.path), |gate| gate["faults"][0]["rule"] != "credit_used").await;
    owner.done(&format!("{}/start", held.path), json!({})).await;
    let doctor = scene.server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}
