//! What the program writes down holds nobody's data and no secret.

use serde_json::json;

use crate::server::Server;

/// A customer, a vehicle and a visit whose every word can be told apart from what logs say.
#[tokio::test(flavor = "multi_thread")]
async fn logs_name_nobody_and_keep_secrets_to_themselves() {
    let (server, log) = Server::start_logged(&[("ECAR_LOG", "info,ecar=debug,kernel=debug,identity=debug")]).await;
    let owner = server.owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].clone();
    let (name, phone, mail, plate) = ("Zoubeida Canarini", "20 717 171", "zoubeida@canary.example", "199 TU 7171");
    let customer = owner.done("/customers", json!({ "kind": "person", "name": name, "phone": phone, "email": mail })).await;
    let vehicle = json!({ "plate": plate, "make": "Peugeot", "model": "208", "owner_id": customer["id"] });
    let vehicle = owner.done("/vehicles", vehicle).await;
    let words = "Canary dans le moteur";
    let order = json!({ "site_id": site, "customer_id": customer["id"], "vehicle_id": vehicle["id"], "concern": words, "jobs": [] });
    owner.done("/work-orders", order).await;
    owner.read("/search?q=Canarini").await;
    let wrong = json!({ "email": mail, "password": "canary-password-1" });
    assert_eq!(server.anonymous().post("/auth/login", wrong).await.0, 401);
    let refused = owner.post("/customers", json!({ "kind": "person", "name": name, "phone": "no number" })).await;
    assert_eq!(refused.0, 422, "{}", refused.1);
    let rendered = log.text();
    assert!(rendered.contains("INFO") || rendered.contains("WARN"), "nothing was logged: {rendered}");
    let token = owner.token.clone().unwrap();
    for secret in [name, "Zoubeida", "20717171", phone, mail, plate, "199tu7171", words, "canary-password-1", &server.password, &token] {
        assert!(!rendered.to_lowercase().contains(&secret.to_lowercase()), "{secret} is in the log:\n{rendered}");
    }
}
