//! Secret links: invitations, new passwords, registration.

use chrono::TimeDelta;
use contracts::identity::{AccountLinkRequested, LinkPurpose};
use identity::Settings;
use kernel::db;
use serde_json::{Value, json};

use crate::garage::{Garage, PASSWORD, cookie, garage, garage_with, token_of};

async fn ask(garage: &Garage, email: &str) {
    let reply = garage.kit.anonymous().post("/auth/password-reset", json!({ "email": email })).await.expect(202);
    assert!(reply.bytes.is_empty(), "nothing tells whether there is such a person");
}

async fn complete(garage: &Garage, token: &str, password: &str) -> testkit::Reply {
    garage.kit.anonymous().post("/auth/password-reset/complete", json!({ "token": token, "password": password })).await
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_once_by_the_link_in_the_mail() {
    let garage = garage().await;
    let open = garage.login("hela@garage.example").await;
    ask(&garage, " Hela@garage.example").await;
    let token = garage.mailed_token().await.unwrap();
    let greeting = garage.kit.anonymous().post("/auth/links/inspect", json!({ "token": token })).await.expect(200).json();
    assert_eq!((&greeting["purpose"], &greeting["email"]), (&json!("reset"), &json!("hela@garage.example")));
    assert_eq!(complete(&garage, &token, "motdepasse").await.expect(422).pointers(), ["/password"]);
    let done = complete(&garage, &token, "neuf voitures vertes").await.expect(204);
    assert!(cookie(&done, "ecar_known").is_some(), "the browser is remembered as hers");
    assert!(cookie(&done, "ecar_refresh").is_none(), "she is not signed in by it");
    assert_eq!(complete(&garage, &token, "dix voitures rouges").await.expect(422).pointers(), ["/token"]);
    let _ = garage.refresh(&open.string("refresh_token")).await.expect(401);
    let login = json!({ "email": "hela@garage.example", "password": "neuf voitures vertes" });
    let _ = garage.kit.anonymous().post("/auth/login", login).await.expect(200);
}

#[tokio::test]
async fn a_link_works_for_ten_minutes_from_when_its_mail_is_written() {
    let garage = garage().await;
    ask(&garage, "hela@garage.example").await;
    garage.kit.clock.advance(TimeDelta::minutes(40));
    let late = garage.mailed_token().await.unwrap();
    garage.kit.clock.advance(TimeDelta::minutes(10));
    assert_eq!(complete(&garage, &late, "neuf voitures vertes").await.expect(422).pointers(), ["/token"]);
    garage.kit.clock.advance(TimeDelta::minutes(10));
    assert_eq!(garage.mailed_token().await, None, "an hour after the request no mail is written any more");
}

#[tokio::test]
async fn a_second_try_to_send_makes_a_second_link_and_either_works_once() {
    let garage = garage().await;
    ask(&garage, "hela@garage.example").await;
    let (one, two) = (garage.mailed_token().await.unwrap(), garage.mailed_token().await.unwrap());
    assert_ne!(one, two);
    let _ = complete(&garage, &one, "neuf voitures vertes").await.expect(204);
    let _ = complete(&garage, &two, "dix voitures rouges").await.expect(422);
    assert_eq!(garage.mailed_token().await, None);
}

#[tokio::test]
async fn a_newer_request_makes_older_links_useless_and_nobody_is_flooded_with_mail() {
    let garage = garage().await;
    ask(&garage, "hela@garage.example").await;
    let older = garage.mailed_token().await.unwrap();
    for _ in 0..6 {
        ask(&garage, "hela@garage.example").await;
    }
    assert_eq!(garage.events::<AccountLinkRequested>().await.len(), 3, "three mails in a row and no more");
    assert_eq!(complete(&garage, &older, "neuf voitures vertes").await.expect(422).pointers(), ["/token"]);
    for _ in 0..10 {
        let _ = garage.kit.anonymous().post("/auth/password-reset", json!({ "email": "x@y.tn" })).await;
    }
    let _ = garage.kit.anonymous().post("/auth/password-reset", json!({ "email": "x@y.tn" })).await.expect(429);
}

#[tokio::test]
async fn nobody_and_a_disabled_person_get_no_link() {
    let garage = garage().await;
    let amine = garage.id("amine@garage.example").await;
    let hela = garage.signed_in("hela@garage.example").await;
    ask(&garage, "nobody@garage.example").await;
    ask(&garage, "amine@garage.example").await;
    let token = garage.mailed_token().await.unwrap();
    let _ = hela.post(&format!("/users/{amine}/disable"), json!({})).await.expect(200);
    assert_eq!(garage.mailed_token().await, None);
    let _ = complete(&garage, &token, "neuf voitures vertes").await.expect(422);
    ask(&garage, "amine@garage.example").await;
    assert_eq!(garage.events::<AccountLinkRequested>().await.len(), 1);
}

#[tokio::test]
async fn no_token_is_kept_where_it_can_be_read() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        text: String,
    }
    let garage = garage().await;
    ask(&garage, "hela@garage.example").await;
    let token = garage.mailed_token().await.unwrap();
    let sql = "select hash as text from identity_link_tokens union all select payload as text from identity_outbox";
    let rows: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    assert!(rows.len() >= 2 && rows.iter().all(|row| !row.text.contains(&token)));
}

fn invitation(garage: &Garage, email: &str, role: &str) -> Value {
    json!({ "email": email, "name": "Sami", "language": "ar", "sites": [{ "site_id": garage.lac, "role": role }] })
}

#[tokio::test]
async fn an_invited_person_sets_a_password_and_works_where_they_were_invited_to() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let reply = hela.post("/users/invitations", invitation(&garage, "Sami@garage.example", "advisor")).await.expect(201);
    let invited = reply.json();
    assert_eq!((&invited["user"]["state"], &invited["user"]["email"]), (&json!("invited"), &json!("sami@garage.example")));
    assert_eq!(invited["user"]["actions"], json!(["update", "invite", "disable"]));
    assert_eq!(reply.headers["location"], format!("/api/v1/users/{}", invited["user"]["id"].as_str().unwrap()));
    let link = invited["link"].as_str().unwrap();
    assert!(link.starts_with("http://127.0.0.1:8080/join#"), "without a mail server the owner hands it over: {link}");
    let anonymous = garage.kit.anonymous();
    let body = json!({ "email": "sami@garage.example", "password": "" });
    let _ = anonymous.post("/auth/login", body).await.expect(422);
    let accept = json!({ "token": token_of(link), "password": "neuf voitures vertes", "name": "Sami Trabelsi" });
    let _ = anonymous.post("/auth/invitation/accept", accept.clone()).await.expect(204);
    let _ = anonymous.post("/auth/invitation/accept", accept).await.expect(422);
    let login = json!({ "email": "sami@garage.example", "password": "neuf voitures vertes" });
    let me = anonymous.post("/auth/login", login).await.expect(200).json()["me"].clone();
    assert_eq!((&me["name"], &me["language"], &me["sites"][0]["role"]), (&json!("Sami Trabelsi"), &json!("ar"), &json!("advisor")));
    let user = hela.get(&format!("/users/{}", me["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((&user["state"], &user["actions"]), (&json!("active"), &json!(["update", "reset_password", "disable", "sign_out"])));
    let again = hela.post(&format!("/users/{}/invite", me["id"].as_str().unwrap()), json!({})).await.expect(409);
    assert_eq!(again.code(), "already-joined");
    let taken = hela.post("/users/invitations", invitation(&garage, "sami@garage.example", "advisor")).await.expect(422);
    assert_eq!(taken.json()["errors"][0]["code"], "email-taken");
}

#[tokio::test]
async fn with_a_mail_server_the_link_goes_to_the_invited_person_alone() {
    let garage = garage_with(Settings { has_mail: true, ..Settings::default() }).await;
    let hela = garage.signed_in("hela@garage.example").await;
    let invited = hela.post("/users/invitations", invitation(&garage, "sami@garage.example", "technician")).await.expect(201).json();
    assert!(invited.get("link").is_none());
    let request = garage.events::<AccountLinkRequested>().await.pop().unwrap();
    assert_eq!((request.purpose, request.site_id), (LinkPurpose::Invitation, garage.lac));
    let first = garage.mailed_token().await.unwrap();
    let path = format!("/users/{}/invite", invited["user"]["id"].as_str().unwrap());
    let _ = hela.post(&path, json!({})).await.expect(200);
    let accept = |token: &str| json!({ "token": token, "password": "neuf voitures vertes" });
    let anonymous = garage.kit.anonymous();
    let _ = anonymous.post("/auth/invitation/accept", accept(&first)).await.expect(422);
    let second = garage.mailed_token().await.unwrap();
    garage.kit.clock.advance(TimeDelta::days(6));
    assert_eq!(complete(&garage, &second, "neuf voitures vertes").await.expect(422).pointers(), ["/token"], "not for a reset");
    let _ = anonymous.post("/auth/invitation/accept", accept(&second)).await.expect(204);
}

#[tokio::test]
async fn customers_register_only_where_the_garage_wants_it_and_see_nothing_of_it() {
    let closed = garage().await;
    let body = json!({ "email": "leila@example.tn", "language": "fr" });
    let _ = closed.kit.anonymous().post("/auth/register", body.clone()).await.expect(404);

    let garage = garage_with(Settings { customer_registration: true, ..Settings::default() }).await;
    let anonymous = garage.kit.anonymous();
    let _ = anonymous.post("/auth/register", body).await.expect(202);
    let token = garage.mailed_token().await.unwrap();
    let accept = json!({ "token": token, "password": "neuf voitures vertes", "name": "Leïla" });
    let _ = anonymous.post("/auth/invitation/accept", accept).await.expect(204);
    let login = json!({ "email": "leila@example.tn", "password": "neuf voitures vertes" });
    let session = anonymous.post("/auth/login", login).await.expect(200);
    assert_eq!(session.json()["me"]["sites"], json!([]));
    let leila = garage.kit.bearer(session.string("access_token"));
    for path in ["/sites", "/staff", "/users", "/roles", "/permissions", "/sign-ins"] {
        let _ = leila.get(path).await.expect(403);
    }
    let _ = leila.get(&format!("/sites/{}", garage.lac)).await.expect(404);

    let known = json!({ "email": "hela@garage.example", "language": "fr" });
    let _ = anonymous.post("/auth/register", known).await.expect(202);
    let request = garage.events::<AccountLinkRequested>().await.pop().unwrap();
    assert_eq!(request.purpose, LinkPurpose::Reset, "who has an account is told, and the asker is not");
    let login = json!({ "email": "hela@garage.example", "password": PASSWORD });
    let _ = anonymous.post("/auth/login", login).await.expect(200);
}
