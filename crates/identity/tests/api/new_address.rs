//! What people change of themselves: their name, and their e-mail address by a link; and links that somebody hands over.

use chrono::TimeDelta;
use contracts::identity::{AccountLinkRequested, Alert, SecurityAlert};
use identity::Settings;
use serde_json::json;
use testkit::{Client, Reply};

use crate::garage::{Garage, PASSWORD, garage, garage_with, token_of};

const NEW: &str = "hela.nouveau@garage.example";

async fn mailing() -> Garage {
    garage_with(Settings { has_mail: true, ..Settings::default() }).await
}

async fn ask(person: &Client, email: &str) -> Reply {
    person.patch("/me", json!({ "email": email, "current_password": PASSWORD })).await
}

async fn confirm(garage: &Garage, token: &str) -> Reply {
    garage.kit.anonymous().post("/auth/email/confirm", json!({ "token": token })).await
}

#[tokio::test]
async fn a_name_changes_at_once() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let me = hela.patch("/me", json!({ "name": " Hela Ben Salah ", "language": "ar" })).await.expect(200).json();
    assert_eq!((&me["name"], &me["language"], &me["has_pin"]), (&json!("Hela Ben Salah"), &json!("ar"), &json!(false)));
    assert_eq!(hela.get("/me").await.expect(200).json(), me);
    for bad in ["", "  ", "a\nb"] {
        let pointers = hela.patch("/me", json!({ "name": bad })).await.expect(422).pointers();
        assert!(!pointers.is_empty() && pointers.iter().all(|pointer| pointer == "/name"), "{bad:?}");
    }
    let _ = hela.put("/me/pin", json!({ "pin": "8264", "password": PASSWORD })).await.expect(204);
    assert_eq!(hela.get("/me").await.expect(200).json()["has_pin"], json!(true));
}

#[tokio::test]
async fn an_address_changes_when_the_link_sent_there_is_opened() {
    let garage = mailing().await;
    let (other, here) = (garage.login("hela@garage.example").await, garage.signed_in("hela@garage.example").await);
    assert_eq!(here.patch("/me", json!({ "email": NEW })).await.expect(422).pointers(), ["/current_password"]);
    let wrong = json!({ "email": NEW, "current_password": "not it at all" });
    assert_eq!(here.patch("/me", wrong).await.expect(422).pointers(), ["/current_password"]);
    let me = ask(&here, "Hela.Nouveau@garage.example").await.expect(200).json();
    assert_eq!(me["email"], "hela@garage.example", "nothing has changed yet");
    let request = garage.events::<AccountLinkRequested>().await.pop().unwrap();
    assert_eq!(request.to.as_deref(), Some(NEW));
    let warned = garage.events::<SecurityAlert>().await.pop().unwrap();
    assert_eq!((warned.alert, warned.to.as_deref()), (Alert::EmailChangeRequested, Some("hela@garage.example")));

    let token = garage.mailed_token().await.unwrap();
    let greeting = garage.kit.anonymous().post("/auth/links/inspect", json!({ "token": token })).await.expect(200).json();
    assert_eq!((&greeting["purpose"], &greeting["email"]), (&json!("email"), &json!(NEW)));
    for path in ["/auth/invitation/accept", "/auth/password-reset/complete"] {
        let body = json!({ "token": token, "password": "neuf voitures vertes" });
        assert_eq!(garage.kit.anonymous().post(path, body).await.expect(422).pointers(), ["/token"], "{path}");
    }
    let _ = confirm(&garage, &token).await.expect(204);
    assert_eq!(confirm(&garage, &token).await.expect(422).pointers(), ["/token"]);
    let told = garage.events::<SecurityAlert>().await.pop().unwrap();
    assert_eq!((told.alert, told.to.as_deref()), (Alert::EmailChanged, Some("hela@garage.example")));

    garage.five_seconds();
    assert_eq!(here.get("/me").await.expect(200).json()["email"], NEW);
    let _ = garage.kit.bearer(other.string("access_token")).get("/me").await.expect(401);
    let _ = garage.refresh(&other.string("refresh_token")).await.expect(401);
    let old = json!({ "email": "hela@garage.example", "password": PASSWORD });
    let _ = garage.kit.anonymous().post("/auth/login", old).await.expect(401);
    garage.login(NEW).await;
    let outcomes = garage.outcomes().await;
    assert!(outcomes.iter().any(|one| one == "email_change_requested") && outcomes.iter().any(|one| one == "email_changed"));
}

#[tokio::test]
async fn the_link_is_short_lived_and_a_new_password_takes_it_away() {
    let garage = mailing().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let _ = ask(&hela, NEW).await.expect(200);
    let first = garage.mailed_token().await.unwrap();
    let _ = ask(&hela, "other@garage.example").await.expect(200);
    assert_eq!(confirm(&garage, &first).await.expect(422).pointers(), ["/token"], "a later wish takes its place");
    let second = garage.mailed_token().await.unwrap();
    let body = json!({ "current_password": PASSWORD, "password": "neuf voitures vertes" });
    let _ = hela.post("/me/password", body).await.expect(204);
    assert_eq!(confirm(&garage, &second).await.expect(422).pointers(), ["/token"]);
    let again = json!({ "email": NEW, "current_password": "neuf voitures vertes" });
    let _ = hela.patch("/me", again).await.expect(200);
    let third = garage.mailed_token().await.unwrap();
    garage.kit.clock.advance(TimeDelta::hours(1));
    assert_eq!(confirm(&garage, &third).await.expect(422).pointers(), ["/token"]);
}

#[tokio::test]
async fn an_address_that_somebody_has_gets_no_letter_and_nothing_tells() {
    let garage = mailing().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let (taken, free) = (ask(&hela, "amine@garage.example").await.expect(200), ask(&hela, NEW).await.expect(200));
    assert_eq!(taken.bytes, free.bytes);
    assert_eq!(garage.events::<AccountLinkRequested>().await.len(), 1);
    let letter = garage.mailed_token().await.unwrap();
    let user = crate::garage::person(NEW, "Somebody", vec![(garage.lac, contracts::identity::Role::Technician)]);
    identity::create_user(&garage.kit.context, user).await.unwrap();
    assert_eq!(confirm(&garage, &letter).await.expect(422).pointers(), ["/email"]);
    assert_eq!(hela.get("/me").await.expect(200).json()["email"], "hela@garage.example");
}

#[tokio::test]
async fn without_a_mail_server_an_address_stays_and_links_are_handed_over() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    assert_eq!(ask(&hela, NEW).await.expect(409).code(), "no-mail");
    let amine = garage.id("amine@garage.example").await;
    let path = format!("/users/{amine}/reset-link");
    assert!(hela.get(&format!("/users/{amine}")).await.expect(200).text().contains("reset_password"));
    let link = hela.post(&path, json!({})).await.expect(200).string("link");
    assert!(link.contains("/reset-password#"), "{link}");
    let complete = json!({ "token": token_of(&link), "password": "neuf voitures vertes" });
    let _ = garage.kit.anonymous().post("/auth/password-reset/complete", complete.clone()).await.expect(204);
    let _ = garage.kit.anonymous().post("/auth/password-reset/complete", complete).await.expect(422);

    let own = garage.id("hela@garage.example").await;
    assert_eq!(hela.post(&format!("/users/{own}/reset-link"), json!({})).await.expect(409).code(), "not-yourself");
    let omar = garage.id("omar@garage.example").await;
    assert_eq!(hela.post(&format!("/users/{omar}/reset-link"), json!({})).await.expect(404).code(), "not-found");
    let amine = garage.kit.bearer(
        garage
            .kit
            .anonymous()
            .post("/auth/login", json!({ "email": "amine@garage.example", "password": "neuf voitures vertes" }))
            .await
            .expect(200)
            .string("access_token"),
    );
    let _ = amine.post(&format!("/users/{own}/reset-link"), json!({})).await.expect(403);
    assert!(garage.outcomes().await.iter().any(|one| one == "reset_link_made"));
}

#[tokio::test]
async fn where_mail_goes_out_nobody_hands_links_over() {
    let garage = mailing().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let amine = garage.id("amine@garage.example").await;
    assert_eq!(hela.post(&format!("/users/{amine}/reset-link"), json!({})).await.expect(409).code(), "has-mail");
}
