//! People who sign in with a user name.

use kernel::import::Options;
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::garage::{Garage, PASSWORD, garage, items};

async fn named(by: &Client, garage: &Garage, email: &str, name: Value) -> Reply {
    by.patch(&format!("/users/{}", garage.id(email).await), json!({ "user_name": name })).await
}

async fn sign_in(garage: &Garage, typed: &str, password: &str, host: u8) -> Reply {
    let body = json!({ "email": typed, "password": password, "refresh": "body" });
    garage.kit.anonymous().at([192, 0, 2, host]).post("/auth/login", body).await
}

fn code(reply: &Reply) -> Value {
    reply.json()["errors"][0]["code"].clone()
}

#[tokio::test]
async fn a_user_name_signs_in_in_any_capitals_and_is_shown_and_found() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let user = named(&hela, &garage, "amine@garage.example", json!("Amine.Atelier")).await.expect(200).json();
    assert_eq!(user["user_name"], "amine.atelier");
    let me = sign_in(&garage, " AMINE.atelier ", PASSWORD, 1).await.expect(200).json()["me"].clone();
    assert_eq!((&me["email"], &me["user_name"]), (&json!("amine@garage.example"), &json!("amine.atelier")));
    let _ = sign_in(&garage, "amine@garage.example", PASSWORD, 1).await.expect(200);
    let found = items(&hela.get("/users?q=amine.atel").await.expect(200));
    assert_eq!((found.len(), &found[0]["user_name"]), (1, &json!("amine.atelier")));
    let renamed = json!({ "name": "Amine B" });
    let user = hela.patch(&format!("/users/{}", garage.id("amine@garage.example").await), renamed).await.expect(200).json();
    assert_eq!(user["user_name"], "amine.atelier", "what is left out stays");
    let _ = named(&hela, &garage, "amine@garage.example", Value::Null).await.expect(200);
    assert_eq!(sign_in(&garage, "amine.atelier", PASSWORD, 1).await.expect(401).code(), "sign-in-failed");
    assert!(items(&hela.get("/users?q=atelier").await.expect(200)).is_empty());
}

#[tokio::test]
async fn no_two_people_have_the_same_user_name() {
    let garage = garage().await;
    let (hela, omar) = (garage.signed_in("hela@garage.example").await, garage.signed_in("omar@garage.example").await);
    let _ = named(&hela, &garage, "amine@garage.example", json!("chef")).await.expect(200);
    // At another site, and by oneself.
    let taken = omar.patch("/me", json!({ "user_name": "CHEF" })).await.expect(422);
    assert_eq!((code(&taken), &taken.json()["errors"][0]["pointer"]), (json!("user-name-taken"), &json!("/user_name")));
    let sites = json!([{ "site_id": garage.lac, "role": "parts" }]);
    let invited = |name: &str| json!({ "email": "new@garage.example", "name": "New", "language": "fr", "sites": sites, "user_name": name });
    assert_eq!(code(&hela.post("/users/invitations", invited("Chef")).await.expect(422)), "user-name-taken");
    assert_eq!(code(&hela.post("/users/invitations", invited("a b")).await.expect(422)), "invalid");
    assert_eq!(code(&named(&hela, &garage, "hela@garage.example", json!("x@garage.example")).await.expect(422)), "invalid");
    assert_eq!(hela.post("/users/invitations", invited("New.1")).await.expect(201).json()["user"]["user_name"], "new.1");
    let mine = omar.patch("/me", json!({ "user_name": "omar" })).await.expect(200).json();
    assert_eq!((&mine["user_name"], &mine["name"]), (&json!("omar"), &json!("Omar")));
    let again = omar.patch("/me", json!({ "name": "Omar G" })).await.expect(200).json();
    assert_eq!((&again["user_name"], &again["name"]), (&json!("omar"), &json!("Omar G")));
}

#[tokio::test]
async fn tries_by_name_and_by_address_are_counted_together() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let _ = named(&hela, &garage, "amine@garage.example", json!("chef")).await.expect(200);
    let mut statuses = vec![];
    for typed in ["chef", "amine@garage.example", "Chef", "AMINE@garage.example", "chef", "amine@garage.example", "chef"] {
        statuses.push(sign_in(&garage, typed, "a guess at it", 9).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
    // A name that nobody has is slowed down as well.
    let mut statuses = vec![];
    for _ in 0..6 {
        statuses.push(sign_in(&garage, "nobody", "a guess at it", 10).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
}

#[tokio::test]
async fn who_is_disabled_leaves_the_name_to_others() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let amine = format!("/users/{}", garage.id("amine@garage.example").await);
    let _ = named(&hela, &garage, "amine@garage.example", json!("chef")).await.expect(200);
    let _ = hela.post(&format!("{amine}/disable"), json!({})).await.expect(200);
    let _ = sign_in(&garage, "chef", PASSWORD, 1).await.expect(401);
    // Back at once, it is theirs still.
    assert_eq!(hela.post(&format!("{amine}/enable"), json!({})).await.expect(200).json()["user_name"], "chef");
    let _ = hela.post(&format!("{amine}/disable"), json!({})).await.expect(200);
    let _ = hela.patch("/me", json!({ "user_name": "chef" })).await.expect(200);
    assert_eq!(sign_in(&garage, "chef", PASSWORD, 1).await.expect(200).json()["me"]["name"], "Hela");
    assert_eq!(hela.post(&format!("{amine}/enable"), json!({})).await.expect(200).json()["user_name"], Value::Null);
}

#[tokio::test]
async fn a_password_is_not_the_user_name() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let _ = hela.patch("/me", json!({ "user_name": "vidangeuse" })).await.expect(200);
    let body = json!({ "current_password": PASSWORD, "password": "vidangeuse1" });
    assert_eq!(code(&hela.post("/me/password", body).await.expect(422)), "password-refused");
}

#[tokio::test]
async fn accounts_of_another_system_bring_their_user_names() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let row = |line, user_name: &str, email: &str| kernel::import::Row {
        line,
        values: [("user_name", user_name), ("email", email), ("name", "Old Name")].map(|(field, text)| (field, text.to_owned())).into(),
    };
    let rows = [
        row(1, "Amine", "amine@garage.example"),
        row(2, "hela.old", "HELA@garage.example"),
        row(3, "AMINE", "other@old.example"),
        row(4, "Leila", "leila@old.example"),
        row(5, "no way", "no.way@old.example"),
        row(6, "nomail", "no address"),
    ];
    let importer = garage.kit.importer("accounts");
    let actor = kernel::Actor::system();
    let told = |outcomes: Vec<Result<kernel::import::Outcome, kernel::import::RowError>>| {
        outcomes
            .into_iter()
            .map(|outcome| outcome.map_or_else(|error| error.field.to_owned(), |it| format!("{it:?}").chars().take(7).collect()))
            .collect::<Vec<String>>()
    };
    for dry_run in [true, false] {
        let options = Options { dry_run, site: None, actor: actor.clone(), import: None };
        let outcomes = told(importer.apply(&rows, &options).await.unwrap());
        assert_eq!(outcomes, ["Updated", "Updated", "user_name", "Created", "user_name", "email"], "dry run: {dry_run}");
    }
    let options = Options { dry_run: false, site: None, actor, import: None };
    let again = told(importer.apply(&rows, &options).await.unwrap());
    assert_eq!(again, ["Unchang", "Unchang", "user_name", "Unchang", "user_name", "email"]);
    let _ = sign_in(&garage, "amine", PASSWORD, 1).await.expect(200);
    let _ = sign_in(&garage, "leila", PASSWORD, 1).await.expect(401);
    assert_eq!(items(&hela.get("/users?q=hela.old").await.expect(200))[0]["name"], "Hela", "names stay as they are here");
}
