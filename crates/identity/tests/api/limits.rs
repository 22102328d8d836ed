//! Guesses are slowed down, and nobody is locked out by strangers.

use chrono::TimeDelta;
use serde_json::json;
use testkit::Reply;

use crate::garage::{Garage, PASSWORD, cookie, garage};

async fn guess(garage: &Garage, network: u8, host: u8) -> Reply {
    let body = json!({ "email": "hela@garage.example", "password": "a guess at it" });
    garage.kit.anonymous().at([198, 51, network, host]).post("/auth/login", body).await
}

fn right() -> serde_json::Value {
    json!({ "email": "hela@garage.example", "password": PASSWORD })
}

#[tokio::test]
async fn an_attack_from_many_addresses_is_slowed_down_and_her_own_devices_get_in() {
    let garage = garage().await;
    let laptop = garage.kit.anonymous().at([203, 0, 113, 1]);
    let known = cookie(&laptop.post("/auth/login", right()).await.expect(200), "ecar_known").unwrap();
    let mut refused = 0;
    for round in 0..80 {
        refused += u32::from(guess(&garage, 100, round).await.status == 429);
    }
    assert!(refused >= 20, "the account is guessed at slowly, however many take part: {refused}");
    let stranger = garage.kit.anonymous().at([192, 0, 2, 50]);
    let _ = stranger.post("/auth/login", right()).await.expect(429);
    let elsewhere = garage.kit.anonymous().at([192, 0, 2, 51]).with("cookie", known);
    let _ = elsewhere.post("/auth/login", right()).await.expect(200);
    let _ = laptop.post("/auth/login", right()).await.expect(200);
    garage.login("amine@garage.example").await;
    garage.kit.clock.advance(TimeDelta::minutes(10));
    let _ = stranger.post("/auth/login", right()).await.expect(200);
}

#[tokio::test]
async fn a_known_device_is_known_for_its_person_only_and_slowed_down_too() {
    let garage = garage().await;
    let known = cookie(&garage.kit.anonymous().post("/auth/login", right()).await.expect(200), "ecar_known").unwrap();
    let device = garage.kit.anonymous().at([192, 0, 2, 9]).with("cookie", known);
    let wrong = json!({ "email": "hela@garage.example", "password": "a guess at it" });
    let mut statuses = vec![];
    for _ in 0..12 {
        statuses.push(device.post("/auth/login", wrong.clone()).await.status);
    }
    assert_eq!((statuses[9], statuses[10]), (401, 429));
    let other = json!({ "email": "amine@garage.example", "password": "a guess at it" });
    let mut statuses = vec![];
    for _ in 0..6 {
        statuses.push(device.post("/auth/login", other.clone()).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
}

#[tokio::test]
async fn a_made_up_device_is_a_stranger() {
    let garage = garage().await;
    let token = garage.login("hela@garage.example").await.string("access_token");
    for made_up in ["nonsense".to_owned(), token] {
        let device = garage.kit.anonymous().with("cookie", format!("__Host-ecar_known={made_up}"));
        let wrong = json!({ "email": "hela@garage.example", "password": "a guess at it" });
        let mut last = 0;
        for _ in 0..6 {
            last = device.post("/auth/login", wrong.clone()).await.status;
        }
        assert_eq!(last, 429);
        garage.kit.clock.advance(TimeDelta::minutes(5));
    }
}

#[tokio::test]
async fn made_up_refresh_tokens_and_links_are_slowed_down_by_address() {
    let garage = garage().await;
    let anonymous = garage.kit.anonymous().at([192, 0, 2, 9]);
    for path in ["/auth/refresh", "/auth/links/inspect"] {
        let body = if path == "/auth/refresh" { json!({ "refresh_token": "made up" }) } else { json!({ "token": "made up" }) };
        let mut limited = false;
        for _ in 0..25 {
            limited |= anonymous.post(path, body.clone()).await.status == 429;
        }
        assert!(limited, "{path}");
    }
    let good = garage.login("hela@garage.example").await.string("refresh_token");
    let _ = garage.refresh(&good).await.expect(200);
}
