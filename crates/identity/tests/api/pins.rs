//! A tablet in the workshop that people share.

use chrono::TimeDelta;
use contracts::identity::{Alert, SecurityAlert};
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::garage::{Garage, PASSWORD, cookie, garage, items};

/// The tablet at Lac, enrolled by Hela, with PINs of Hela and Amine; its id.
async fn tablet(garage: &Garage) -> (Client, String) {
    let hela = garage.signed_in("hela@garage.example").await;
    let enrolled = hela.post("/devices", json!({ "name": "Tablette pont 2", "site_id": garage.lac })).await.expect(201);
    for email in ["hela@garage.example", "amine@garage.example"] {
        let person = garage.signed_in(email).await;
        let _ = person.put("/me/pin", json!({ "pin": "4729", "password": PASSWORD })).await.expect(204);
    }
    (garage.kit.anonymous().with("cookie", cookie(&enrolled, "ecar_device").unwrap()), enrolled.string("id"))
}

async fn switch(garage: &Garage, tablet: &Client, email: &str, pin: &str) -> Reply {
    tablet.post("/auth/pin", json!({ "user_id": garage.id(email).await, "pin": pin })).await
}

#[tokio::test]
async fn a_pin_opens_a_technicians_session_for_a_quarter_of_an_hour() {
    let garage = garage().await;
    let (tablet, _) = tablet(&garage).await;
    let device = tablet.get("/auth/pin").await.expect(200).json();
    let names: Vec<_> = device["people"].as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap()).collect();
    assert_eq!((names, &device["name"]), (vec!["Amine", "Hela"], &json!("Tablette pont 2")));
    let session = switch(&garage, &tablet, "hela@garage.example", "4729").await.expect(200);
    let me = &session.json()["me"];
    assert_eq!((me["sites"].as_array().unwrap().len(), &me["sites"][0]["code"], &me["superuser"]), (1, &json!("LAC"), &json!(false)));
    let held: Vec<_> = me["sites"][0]["permissions"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(held.contains(&"work_order.work") && !held.contains(&"invoice.issue") && !held.contains(&"user.read"), "{held:?}");
    assert!(
        session.json().get("refresh_token").is_none() && cookie(&session, "ecar_refresh").is_some_and(|cleared| cleared.ends_with('='))
    );

    let owner_by_pin = garage.kit.bearer(session.string("access_token"));
    assert_eq!(owner_by_pin.get("/me").await.expect(200).json(), *me);
    let _ = owner_by_pin.get("/users").await.expect(403);
    let _ = owner_by_pin.get(&format!("/sites/{}", garage.sfax)).await.expect(404);
    garage.kit.clock.advance(TimeDelta::minutes(15));
    let _ = owner_by_pin.get("/me").await.expect(401);
}

#[tokio::test]
async fn the_next_person_ends_what_was_open_on_the_device() {
    let garage = garage().await;
    let (tablet, _) = tablet(&garage).await;
    let login = json!({ "email": "hela@garage.example", "password": PASSWORD });
    let signed_in = tablet.post("/auth/login", login).await.expect(200);
    let refresh = cookie(&signed_in, "ecar_refresh").unwrap();
    let device = tablet.clone().with("cookie", refresh.clone());
    let first = switch(&garage, &device, "hela@garage.example", "4729").await.expect(200);
    assert_eq!(tablet.clone().with("cookie", refresh).post("/auth/refresh", json!({})).await.expect(401).code(), "session-ended");

    let hela = garage.kit.bearer(first.string("access_token"));
    switch(&garage, &tablet, "amine@garage.example", "4729").await.expect(200);
    garage.kit.clock.advance(TimeDelta::seconds(6));
    let _ = hela.get("/me").await.expect(401);
}

#[tokio::test]
async fn a_pin_never_opens_the_account_itself() {
    let garage = garage().await;
    let (tablet, _) = tablet(&garage).await;
    let hela = garage.kit.bearer(switch(&garage, &tablet, "hela@garage.example", "4729").await.expect(200).string("access_token"));
    let password = json!({ "current_password": PASSWORD, "password": "neuf voitures vertes" });
    assert_eq!(hela.post("/me/password", password).await.expect(403).code(), "session-needed");
    let _ = hela.put("/me/pin", json!({ "pin": "8351", "password": PASSWORD })).await.expect(403);
    let _ = hela.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(403);
    for path in ["/me/sessions", "/me/sign-ins", "/me/second-factor"] {
        let _ = hela.get(path).await.expect(403);
    }
    let _ = hela.patch("/me", json!({ "language": "ar" })).await.expect(403);
    let _ = hela.post("/devices", json!({ "name": "Mine", "site_id": garage.lac })).await.expect(403);
    let own = garage.signed_in("hela@garage.example").await;
    let kinds: Vec<_> = items(&own.get("/me/sessions").await.expect(200)).iter().map(|row| row["kind"].clone()).collect();
    assert!(kinds.contains(&json!("pin")), "{kinds:?}");
}

#[tokio::test]
async fn wrong_pins_wait_and_the_tenth_blocks_until_a_new_one_is_set() {
    let garage = garage().await;
    let (tablet, _) = tablet(&garage).await;
    for _ in 0..5 {
        assert_eq!(switch(&garage, &tablet, "amine@garage.example", "0042").await.expect(401).code(), "pin-wrong");
    }
    let _ = switch(&garage, &tablet, "amine@garage.example", "4729").await.expect(429);
    let _ = switch(&garage, &tablet, "hela@garage.example", "4729").await.expect(200);
    let mut last = String::new();
    for _ in 0..5 {
        garage.kit.clock.advance(TimeDelta::seconds(31));
        last = switch(&garage, &tablet, "amine@garage.example", "0042").await.expect(401).code();
    }
    assert_eq!(last, "pin-blocked");
    garage.kit.clock.advance(TimeDelta::minutes(10));
    assert_eq!(switch(&garage, &tablet, "amine@garage.example", "4729").await.expect(401).code(), "pin-blocked");
    assert_eq!(garage.events::<SecurityAlert>().await.pop().unwrap().alert, Alert::PinBlocked);
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.put("/me/pin", json!({ "pin": "8351", "password": PASSWORD })).await.expect(204);
    let _ = switch(&garage, &tablet, "amine@garage.example", "8351").await.expect(200);
}

#[tokio::test]
async fn pins_open_nothing_elsewhere_and_for_nobody_else() {
    let garage = garage().await;
    let (tablet, device) = tablet(&garage).await;
    let telephone = garage.kit.anonymous();
    assert_eq!(switch(&garage, &telephone, "amine@garage.example", "4729").await.expect(401).code(), "device-not-enrolled");
    let _ = telephone.get("/auth/pin").await.expect(401);
    let forged = telephone.with("cookie", "__Host-ecar_device=made-up");
    let _ = switch(&garage, &forged, "amine@garage.example", "4729").await.expect(401);
    assert_eq!(switch(&garage, &tablet, "omar@garage.example", "4729").await.expect(401).code(), "pin-wrong", "works elsewhere");

    let hela = garage.signed_in("hela@garage.example").await;
    let amine_id = garage.id("amine@garage.example").await;
    let amine = garage.kit.bearer(switch(&garage, &tablet, "amine@garage.example", "4729").await.expect(200).string("access_token"));
    let _ = hela.post(&format!("/users/{amine_id}/disable"), json!({})).await.expect(200);
    let _ = switch(&garage, &tablet, "amine@garage.example", "4729").await.expect(401);
    garage.five_seconds();
    let _ = amine.get("/me").await.expect(401);

    let by_pin = garage.kit.bearer(switch(&garage, &tablet, "hela@garage.example", "4729").await.expect(200).string("access_token"));
    let listed = items(&hela.get("/devices").await.expect(200));
    assert_eq!((&listed[0]["enrolled_by"], &listed[0]["actions"]), (&json!("Hela"), &json!(["revoke"])));
    assert!(listed[0]["last_used_at"].is_string());
    let omar = garage.signed_in("omar@garage.example").await;
    let _ = omar.delete(&format!("/devices/{device}")).await.expect(404);
    assert!(items(&omar.get("/devices").await.expect(200)).is_empty());
    let _ = hela.delete(&format!("/devices/{device}")).await.expect(204);
    garage.five_seconds();
    let _ = by_pin.get("/me").await.expect(401);
    assert_eq!(tablet.get("/auth/pin").await.expect(401).code(), "device-not-enrolled");
}

#[tokio::test]
async fn plain_pins_and_wrong_people_are_refused() {
    let garage = garage().await;
    let amine = garage.signed_in("amine@garage.example").await;
    for pin in ["1234", "1111", "12a4", "2026"] {
        assert_eq!(amine.put("/me/pin", json!({ "pin": pin, "password": PASSWORD })).await.expect(422).pointers(), ["/pin"]);
    }
    assert_eq!(amine.put("/me/pin", json!({ "pin": "4729" })).await.expect(422).pointers(), ["/password"]);
    let _ = amine.post("/devices", json!({ "name": "Mine", "site_id": garage.lac })).await.expect(403);
    let _ = amine.post("/devices", json!({ "name": "Mine", "site_id": garage.sfax })).await.expect(404);
    let _ = amine.delete("/me/pin").await.expect(204);
}

#[tokio::test]
async fn signing_out_ends_what_a_pin_opened() {
    let garage = garage().await;
    let (tablet, _) = tablet(&garage).await;
    let session = switch(&garage, &tablet, "hela@garage.example", "4729").await.expect(200);
    let hela = garage.kit.bearer(session.string("access_token"));
    let _ = hela.get("/me").await.expect(200);
    let _ = hela.post("/auth/logout", json!({})).await.expect(204);
    garage.five_seconds();
    let _ = hela.get("/me").await.expect(401);
    assert_eq!(garage.outcomes().await.last().unwrap(), "signed_out");
}
