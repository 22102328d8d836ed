//! Who may change whose access.

use contracts::identity::{Role, UserChanged};
use identity::NewUser;
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::garage::{Garage, PASSWORD, card, garage, items, person};

async fn change(by: &Client, garage: &Garage, email: &str, changes: Value) -> Reply {
    by.patch(&format!("/users/{}", garage.id(email).await), changes).await
}

fn at(garage: &Garage, role: &str) -> Value {
    json!({ "sites": [{ "site_id": garage.lac, "role": role }] })
}

#[tokio::test]
async fn owners_see_the_people_of_their_sites_and_what_they_may_do_with_each() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let users = items(&hela.get("/users").await.expect(200));
    let names: Vec<_> = users.iter().map(|user| user["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Amine", "Hela"], "as advisor at the other site she sees no accounts there");
    assert_eq!((&users[0]["state"], &users[0]["actions"]), (&json!("active"), &json!(["update", "reset_password", "disable", "sign_out"])));
    assert_eq!((&users[0]["second_factor"], &users[0]["last_seen_at"]), (&json!(false), &Value::Null));
    assert_eq!(users[1]["last_seen_at"], "2026-11-20T08:00:00Z");
    let omar = garage.id("omar@garage.example").await;
    let _ = hela.get(&format!("/users/{omar}")).await.expect(404);
    let _ = hela.post(&format!("/users/{omar}/disable"), json!({})).await.expect(404);
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.get("/users").await.expect(403);
    let page = hela.get("/users?limit=1").await.expect(200);
    assert_eq!(items(&hela.get(&format!("/users?limit=1&after={}", page.string("next"))).await)[0]["name"], "Hela");
    assert_eq!(items(&hela.get("/users?role=technician&state=active").await).len(), 1);
}

#[tokio::test]
async fn a_new_role_counts_within_five_seconds_for_open_sessions() {
    let garage = garage().await;
    let (hela, amine) = (garage.signed_in("hela@garage.example").await, garage.signed_in("amine@garage.example").await);
    let _ = amine.get("/users").await.expect(403);
    let user = change(&hela, &garage, "amine@garage.example", at(&garage, "manager")).await.expect(200).json();
    assert_eq!((&user["sites"][0]["role"], &user["version"]), (&json!("manager"), &json!(2)));
    garage.five_seconds();
    let _ = amine.get("/users").await.expect(200);
    let _ = change(&hela, &garage, "amine@garage.example", json!({ "sites": [] })).await.expect(200);
    garage.five_seconds();
    assert_eq!(amine.get("/me").await.expect(200).json()["sites"], json!([]));
    assert!(!garage.events::<UserChanged>().await.is_empty());
}

#[tokio::test]
async fn nobody_gives_or_takes_more_than_they_hold() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let _ = change(&hela, &garage, "amine@garage.example", at(&garage, "manager")).await.expect(200);
    let amine = garage.signed_in("amine@garage.example").await;
    for role in ["owner"] {
        assert_eq!(change(&amine, &garage, "amine@garage.example", at(&garage, role)).await.expect(403).code(), "more-than-own");
        let body = json!({ "email": "new@garage.example", "name": "New", "language": "fr", "sites": at(&garage, role)["sites"] });
        assert_eq!(amine.post("/users/invitations", body).await.expect(403).code(), "more-than-own");
    }
    assert_eq!(change(&amine, &garage, "hela@garage.example", at(&garage, "technician")).await.expect(403).code(), "more-than-own");
    let id = garage.id("hela@garage.example").await;
    for verb in ["disable", "sign-out"] {
        let refused = amine.post(&format!("/users/{id}/{verb}"), json!({})).await;
        assert!([403, 404].contains(&refused.status), "{verb}: {}", refused.text());
    }
    let everywhere = json!({ "everywhere_role": "technician" });
    let _ = change(&hela, &garage, "amine@garage.example", everywhere).await.expect(403);
    let elsewhere = json!({ "sites": [{ "site_id": garage.sfax, "role": "technician" }] });
    let _ = change(&hela, &garage, "amine@garage.example", elsewhere).await.expect(403);
    let unknown = change(&hela, &garage, "amine@garage.example", at(&garage, "king")).await.expect(422);
    assert_eq!(unknown.json()["errors"][0]["code"], "unknown-role");
    let twice = json!({ "sites": [{ "site_id": garage.lac, "role": "parts" }, { "site_id": garage.lac, "role": "parts" }] });
    let _ = change(&hela, &garage, "amine@garage.example", twice).await.expect(422);
    let _ = change(&hela, &garage, "amine@garage.example", json!({ "email": "x@y.tn" })).await.expect(422);
    let nowhere = json!({ "email": "new@garage.example", "name": "New", "language": "fr" });
    assert_eq!(hela.post("/users/invitations", nowhere).await.expect(422).json()["errors"][0]["code"], "no-role");
}

#[tokio::test]
async fn a_stale_change_is_refused() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let path = format!("/users/{}", garage.id("amine@garage.example").await);
    let _ = hela.clone().with("if-match", "\"1\"").patch(&path, at(&garage, "parts")).await.expect(200);
    let _ = hela.clone().with("if-match", "\"1\"").patch(&path, at(&garage, "advisor")).await.expect(412);
}

#[tokio::test]
async fn a_disabled_person_is_out_within_five_seconds_and_in_again_when_enabled() {
    let garage = garage().await;
    let (hela, login) = (garage.signed_in("hela@garage.example").await, garage.login("amine@garage.example").await);
    let amine = garage.kit.bearer(login.string("access_token"));
    let _ = amine.get("/me").await.expect(200);
    let path = format!("/users/{}", garage.id("amine@garage.example").await);
    let disabled = hela.post(&format!("{path}/disable"), json!({})).await.expect(200).json();
    assert_eq!((&disabled["state"], &disabled["actions"]), (&json!("disabled"), &json!(["update", "enable"])));
    garage.five_seconds();
    let _ = amine.get("/me").await.expect(401);
    let _ = garage.refresh(&login.string("refresh_token")).await.expect(401);
    let body = json!({ "email": "amine@garage.example", "password": PASSWORD });
    let _ = garage.kit.anonymous().post("/auth/login", body).await.expect(401);
    assert_eq!(hela.post(&format!("{path}/enable"), json!({})).await.expect(200).json()["state"], "active");
    garage.login("amine@garage.example").await;
    let log = items(&hela.get(&format!("/sign-ins?user={}", garage.id("amine@garage.example").await)).await.expect(200));
    let outcomes: Vec<_> = log.iter().map(|row| (row["outcome"].as_str().unwrap(), row["by_name"].as_str().unwrap())).collect();
    assert_eq!(outcomes, [("signed_in", ""), ("enabled", "Hela"), ("failed", ""), ("disabled", "Hela"), ("signed_in", "")]);
    assert!(items(&hela.get("/sign-ins?limit=100").await.expect(200)).len() > 5);
    let omar = garage.id("omar@garage.example").await;
    let _ = hela.get(&format!("/sign-ins?user={omar}")).await.expect(404);
    let _ = garage.signed_in("amine@garage.example").await.get("/sign-ins").await.expect(403);
}

#[tokio::test]
async fn signing_somebody_out_leaves_them_able_to_come_back() {
    let garage = garage().await;
    let (hela, amine) = (garage.signed_in("hela@garage.example").await, garage.signed_in("amine@garage.example").await);
    let id = garage.id("amine@garage.example").await;
    let _ = hela.post(&format!("/users/{id}/sign-out"), json!({})).await.expect(200);
    garage.five_seconds();
    let _ = amine.get("/me").await.expect(401);
    garage.login("amine@garage.example").await;
}

#[tokio::test]
async fn the_last_owner_of_a_site_stays() {
    let garage = garage().await;
    let second = NewUser { everywhere: Some(Role::Owner), ..person("salma@garage.example", "Salma", vec![]) };
    identity::create_user(&garage.kit.context, second).await.unwrap();
    let (hela, salma) = (garage.signed_in("hela@garage.example").await, garage.signed_in("salma@garage.example").await);
    assert_eq!(salma.get("/me").await.json()["superuser"], true);
    let omar = garage.id("omar@garage.example").await;
    let _ = salma.post(&format!("/users/{omar}/disable"), json!({})).await.expect(200);
    let own = format!("/users/{}", garage.id("salma@garage.example").await);
    let last = salma.patch(&own, json!({ "everywhere_role": "technician" })).await.expect(409);
    assert_eq!(last.code(), "last-owner", "Sfax has no other owner who can sign in");
    assert_eq!(salma.post(&format!("{own}/disable"), json!({})).await.expect(409).code(), "not-yourself");
    let _ = salma.post(&format!("/users/{omar}/enable"), json!({})).await.expect(200);
    let _ = salma.patch(&own, json!({ "everywhere_role": "technician" })).await.expect(200);
    let hela_id = garage.id("hela@garage.example").await;
    assert_eq!(hela.patch(&format!("/users/{hela_id}"), at(&garage, "advisor")).await.expect(409).code(), "last-owner");
}

#[tokio::test]
async fn two_owners_who_remove_each_other_at_once_leave_one() {
    let garage = garage().await;
    let person = person("salma@garage.example", "Salma", vec![(garage.lac, Role::Owner)]);
    identity::create_user(&garage.kit.context, person).await.unwrap();
    let (hela, salma) = (garage.signed_in("hela@garage.example").await, garage.signed_in("salma@garage.example").await);
    let (one, two) = tokio::join!(
        change(&hela, &garage, "salma@garage.example", at(&garage, "technician")),
        change(&salma, &garage, "hela@garage.example", json!({ "sites": [{ "site_id": garage.lac, "role": "technician" }] })),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert!(statuses == [200, 403] || statuses == [200, 409], "{statuses:?}");
}

#[tokio::test]
async fn a_role_everywhere_counts_at_sites_opened_later() {
    let garage = garage().await;
    let salma = NewUser { everywhere: Some(Role::Advisor), ..person("salma@garage.example", "Salma", vec![(garage.lac, Role::Owner)]) };
    identity::create_user(&garage.kit.context, salma).await.unwrap();
    identity::create_site(&garage.kit.context, card("BIZ")).await.unwrap();
    let me = garage.signed_in("salma@garage.example").await.get("/me").await.json();
    let roles: Vec<_> =
        me["sites"].as_array().unwrap().iter().map(|site| (site["code"].as_str().unwrap(), site["role"].as_str().unwrap())).collect();
    assert_eq!(roles, [("BIZ", "advisor"), ("LAC", "owner"), ("SFX", "advisor")]);
    assert_eq!(me["superuser"], false);
}
