//! Programs that act for the garage.

use chrono::TimeDelta;
use kernel::db;
use serde_json::{Value, json};

use crate::garage::{Garage, garage, items};

fn body(garage: &Garage) -> Value {
    json!({ "name": "Comptabilité", "permissions": ["site.read", "staff.read"], "sites": [garage.lac] })
}

#[tokio::test]
async fn a_program_does_what_its_key_says_and_no_more() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        hash: String,
    }
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let made = hela.post("/api-keys", body(&garage)).await.expect(201);
    let (secret, key) = (made.string("secret"), made.json()["api_key"].clone());
    assert!(secret.starts_with("ecar_") && secret.len() == 48, "{secret}");
    assert_eq!((key["prefix"].as_str().unwrap(), &key["state"]), (&secret[..11], &json!("active")));
    assert_eq!(made.headers["cache-control"], "no-store");
    let rows: Vec<Row> = db::all(garage.kit.db().reader(), "select hash from identity_api_keys", []).await.unwrap();
    assert!(!rows[0].hash.contains(&secret[5..]));

    let program = garage.kit.bearer(&secret);
    let _ = program.get(&format!("/sites/{}", garage.lac)).await.expect(200);
    assert_eq!(items(&program.get("/staff").await.expect(200)).len(), 2);
    let _ = program.get(&format!("/sites/{}", garage.sfax)).await.expect(404);
    let _ = program.get("/users").await.expect(403);
    let _ = program.patch(&format!("/sites/{}", garage.lac), json!({ "name": "Mine" })).await.expect(403);
    assert_eq!(program.get("/me").await.expect(403).code(), "person-needed");
    let _ = program.post("/me/password", json!({ "password": "neuf voitures vertes" })).await.expect(403);
    let _ = garage.kit.bearer(format!("{secret}x")).get("/sites").await.expect(401);
    let _ = garage.kit.bearer("ecar_").get("/sites").await.expect(401);
}

#[tokio::test]
async fn a_revoked_key_opens_nothing_at_once_and_an_expired_one_neither() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let mut short = body(&garage);
    short["expires_at"] = json!("2026-11-20T09:00:00Z");
    let (made, expiring) = (hela.post("/api-keys", body(&garage)).await.expect(201), hela.post("/api-keys", short).await.expect(201));
    let program = garage.kit.bearer(made.string("secret"));
    let _ = program.get("/sites").await.expect(200);
    let path = format!("/api-keys/{}", made.json()["api_key"]["id"].as_str().unwrap());
    let omar = garage.signed_in("omar@garage.example").await;
    let _ = omar.delete(&path).await.expect(404);
    let _ = hela.delete(&path).await.expect(204);
    let _ = program.get("/sites").await.expect(401);
    let expiring = garage.kit.bearer(expiring.string("secret"));
    garage.kit.clock.advance(TimeDelta::minutes(59));
    let _ = expiring.get("/sites").await.expect(200);
    garage.kit.clock.advance(TimeDelta::minutes(1));
    let _ = expiring.get("/sites").await.expect(401);
    let hela = garage.signed_in("hela@garage.example").await;
    let listed = items(&hela.get("/api-keys").await.expect(200));
    let shown: Vec<_> = listed.iter().map(|key| (key["state"].as_str().unwrap(), key["actions"].clone())).collect();
    let omar = garage.signed_in("omar@garage.example").await;
    assert_eq!(shown, [("expired", json!(["revoke"])), ("revoked", json!([]))]);
    assert!(items(&omar.get("/api-keys").await.expect(200)).is_empty());
}

#[tokio::test]
async fn the_last_use_is_noted_beside_the_request() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let secret = hela.post("/api-keys", body(&garage)).await.expect(201).string("secret");
    assert_eq!(items(&hela.get("/api-keys").await)[0]["last_used_at"], Value::Null);
    let _ = garage.kit.bearer(&secret).get("/sites").await.expect(200);
    // The note is a transaction of its own: it comes when the disk has it.
    let until = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    let mut noted = Value::Null;
    while noted.is_null() && tokio::time::Instant::now() < until {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        noted = items(&hela.get("/api-keys").await)[0]["last_used_at"].clone();
    }
    assert_eq!(noted, "2026-11-20T08:00:00Z");
}

#[tokio::test]
async fn a_key_holds_no_more_than_its_maker_and_makes_no_keys() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let mut elsewhere = body(&garage);
    elsewhere["sites"] = json!([garage.lac, garage.sfax]);
    let _ = hela.post("/api-keys", elsewhere).await.expect(403);
    let mut odd = body(&garage);
    odd["permissions"] = json!(["site.read", "site.sell"]);
    assert_eq!(hela.post("/api-keys", odd).await.expect(422).pointers(), ["/permissions/1"]);
    let mut over = body(&garage);
    over["expires_at"] = json!("2026-11-20T07:00:00Z");
    assert_eq!(hela.post("/api-keys", over).await.expect(422).pointers(), ["/expires_at"]);
    for empty in ["permissions", "sites"] {
        let mut nothing = body(&garage);
        nothing[empty] = json!([]);
        let _ = hela.post("/api-keys", nothing).await.expect(422);
    }
    let mut strong = body(&garage);
    strong["permissions"] = json!(["api_key.manage", "user.update", "user.invite", "user.read", "role.manage"]);
    let program = garage.kit.bearer(hela.post("/api-keys", strong).await.expect(201).string("secret"));
    assert_eq!(program.post("/api-keys", body(&garage)).await.expect(403).code(), "session-needed");
    let id = garage.id("amine@garage.example").await;
    let _ = program.patch(&format!("/users/{id}"), json!({ "name": "Mine" })).await.expect(403);
    let _ = program.post(&format!("/users/{id}/disable"), json!({})).await.expect(403);
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.get("/api-keys").await.expect(403);
    let _ = amine.post("/api-keys", body(&garage)).await.expect(403);
}
