//! What people do with their own account.

use chrono::TimeDelta;
use contracts::identity::{Alert, SecurityAlert};
use kernel::db;
use serde_json::json;

use crate::garage::{PASSWORD, garage, items};

#[tokio::test]
async fn people_see_where_they_are_signed_in_and_sign_out_there() {
    let garage = garage().await;
    let browser = garage.kit.anonymous().with("user-agent", "Firefox on Linux").at([192, 0, 2, 7]);
    let body = json!({ "email": "hela@garage.example", "password": PASSWORD, "refresh": "body" });
    let first = browser.post("/auth/login", body).await.expect(200);
    garage.kit.clock.advance(TimeDelta::minutes(1));
    let here = garage.signed_in("hela@garage.example").await;
    let sessions = items(&here.get("/me/sessions").await.expect(200));
    assert_eq!(sessions.len(), 2);
    assert_eq!((&sessions[0]["current"], &sessions[1]["current"]), (&json!(true), &json!(false)));
    assert_eq!((&sessions[1]["agent"], &sessions[1]["address"]), (&json!("Firefox on Linux"), &json!("192.0.2.7")));
    assert_eq!((&sessions[1]["last_used_at"], &sessions[1]["actions"]), (&json!("2026-11-20T08:00:00Z"), &json!(["end"])));

    let path = format!("/me/sessions/{}", sessions[1]["id"].as_str().unwrap());
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.delete(&path).await.expect(404);
    let _ = here.delete(&path).await.expect(204);
    let _ = here.delete(&path).await.expect(404);
    let _ = garage.refresh(&first.string("refresh_token")).await.expect(401);
    garage.five_seconds();
    let _ = garage.kit.bearer(first.string("access_token")).get("/me").await.expect(401);
    let _ = here.get("/me").await.expect(200);
}

#[tokio::test]
async fn signing_out_everywhere_else_or_everywhere() {
    let garage = garage().await;
    let others = [garage.login("hela@garage.example").await, garage.login("hela@garage.example").await];
    let here = garage.signed_in("hela@garage.example").await;
    assert_eq!(here.post("/me/sessions/end", json!({})).await.expect(200).json()["ended"], 2);
    for other in &others {
        let _ = garage.refresh(&other.string("refresh_token")).await.expect(401);
    }
    garage.five_seconds();
    let _ = here.get("/me").await.expect(200);
    assert_eq!(here.post("/me/sessions/end", json!({ "this_one_too": true })).await.expect(200).json()["ended"], 1);
    garage.five_seconds();
    let _ = here.get("/me").await.expect(401);
}

#[tokio::test]
async fn a_password_changes_only_with_the_current_one_and_other_sessions_end() {
    let garage = garage().await;
    let other = garage.login("hela@garage.example").await;
    let here = garage.signed_in("hela@garage.example").await;
    let change = |current: &str, new: &str| json!({ "current_password": current, "password": new });
    let wrong = here.post("/me/password", change("not it at all", "neuf voitures vertes")).await.expect(422);
    assert_eq!((wrong.pointers(), wrong.json()["errors"][0]["code"].clone()), (vec!["/current_password".into()], json!("wrong-password")));
    let _ = here.post("/me/password", json!({ "password": "neuf voitures vertes" })).await.expect(422);
    for weak in ["short", "garage2026", "hela1234", "hela@garage.example", "motdepasse"] {
        assert_eq!(here.post("/me/password", change(PASSWORD, weak)).await.expect(422).pointers(), ["/password"], "{weak}");
    }
    let _ = here.post("/me/password", change(PASSWORD, "neuf voitures vertes")).await.expect(204);
    garage.five_seconds();
    let _ = here.get("/me").await.expect(200);
    let _ = garage.kit.bearer(other.string("access_token")).get("/me").await.expect(401);
    let alerts = garage.events::<SecurityAlert>().await;
    assert_eq!(alerts.iter().map(|event| event.alert).collect::<Vec<_>>(), [Alert::PasswordChanged]);
    let outcomes: Vec<_> = items(&here.get("/me/sign-ins").await.expect(200)).iter().map(|row| row["outcome"].clone()).collect();
    assert_eq!(outcomes, [json!("password_changed"), json!("signed_in"), json!("signed_in")]);
}

#[tokio::test]
async fn guessing_the_current_password_in_a_borrowed_session_is_slowed_down() {
    let garage = garage().await;
    let here = garage.signed_in("hela@garage.example").await;
    let guess = json!({ "current_password": "a guess at it", "password": "neuf voitures vertes" });
    for _ in 0..5 {
        let _ = here.post("/me/password", guess.clone()).await.expect(422);
    }
    assert!(here.post("/me/password", guess).await.expect(429).headers.contains_key("retry-after"));
}

#[tokio::test]
async fn a_stolen_refresh_token_warns_its_owner() {
    let garage = garage().await;
    let first = garage.login("hela@garage.example").await.string("refresh_token");
    let _ = garage.refresh(&first).await.expect(200);
    garage.kit.clock.advance(TimeDelta::seconds(11));
    let _ = garage.refresh(&first).await.expect(401);
    let alerts = garage.events::<SecurityAlert>().await;
    assert_eq!((alerts.len(), alerts[0].alert, alerts[0].site_id), (1, Alert::SessionStolen, garage.lac));
}

#[tokio::test]
async fn ten_tabs_that_renew_at_once_stay_signed_in_a_hundred_times_and_a_thief_ends_it() {
    let garage = garage().await;
    let first = garage.login("hela@garage.example").await.string("refresh_token");
    let mut token = first.clone();
    for round in 0..100 {
        let replies = futures::future::join_all((0..10).map(|_| garage.refresh(&token))).await;
        let statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
        assert!(statuses.iter().all(|status| *status == 200), "round {round}: {statuses:?}");
        let next: Vec<_> = replies.iter().filter_map(|reply| reply.json()["refresh_token"].as_str().map(str::to_owned)).collect();
        assert_eq!(next.len(), 1, "round {round}: one of them rotated it");
        token.clone_from(&next[0]);
        garage.kit.clock.advance(TimeDelta::minutes(1));
    }
    let _ = garage.refresh(&first).await.expect(401);
    let _ = garage.refresh(&token).await.expect(401);
}

#[tokio::test]
async fn signing_keys_change_every_month_and_nobody_notices() {
    #[derive(sea_orm::FromQueryResult)]
    struct Count {
        count: i64,
    }
    let garage = garage().await;
    let keys = async || -> i64 {
        let row: Option<Count> = db::one(garage.kit.db().reader(), "select count(*) as count from identity_keys", []).await.unwrap();
        row.unwrap().count
    };
    garage.kit.clock.advance(TimeDelta::days(30) - TimeDelta::minutes(5));
    garage.kit.settle().await;
    assert_eq!(keys().await, 1);
    let before = garage.login("hela@garage.example").await.string("access_token");
    garage.kit.clock.advance(TimeDelta::minutes(10));
    garage.kit.settle().await;
    assert_eq!(keys().await, 2);
    let after = garage.login("hela@garage.example").await.string("access_token");
    let kid = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    assert_ne!(kid(&before), kid(&after));
    for token in [before, after] {
        let _ = garage.kit.bearer(token).get("/me").await.expect(200);
    }
    garage.kit.clock.advance(TimeDelta::days(300));
    garage.kit.settle().await;
    assert_eq!(keys().await, 1, "what signed nothing good any more is forgotten");
}
