//! People who have a user name and no e-mail address.

use chrono::{TimeDelta, Utc};
use contracts::identity::{AccountLinkRequested, SecurityAlert, Staff};
use futures::FutureExt;
use futures::future::BoxFuture;
use identity::{Migrator, NewUser, Settings};
use kernel::{Clock, db};
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::MigratorTrait;
use serde_json::{Value, json};
use testkit::{Client, Kit, Reply};
use uuid::Uuid;

use crate::garage::{Garage, PASSWORD, garage, garage_with, items, person, token_of};

const CHOSEN: &str = "neuf voitures vertes";

/// A garage with a mail server: what is handed over is so because the person has no address.
async fn mailing() -> (Garage, Client) {
    let garage = garage_with(Settings { has_mail: true, ..Settings::default() }).await;
    let hela = garage.signed_in("hela@garage.example").await;
    (garage, hela)
}

fn invitation(garage: &Garage, user_name: &str) -> Value {
    let sites = json!([{ "site_id": garage.lac, "role": "technician" }]);
    json!({ "name": "Walid Karoui", "user_name": user_name, "language": "fr", "sites": sites })
}

fn code(reply: &Reply) -> (Value, Value) {
    let fault = &reply.json()["errors"][0];
    (fault["pointer"].clone(), fault["code"].clone())
}

async fn sign_in(garage: &Garage, typed: &str, password: &str) -> Reply {
    garage.kit.anonymous().post("/auth/login", json!({ "email": typed, "password": password })).await
}

/// Walid, who came by the link that Hela gave him; the path of his account.
async fn walid(garage: &Garage, hela: &Client) -> String {
    let invited = hela.post("/users/invitations", invitation(garage, "walid")).await.expect(201).json();
    let accept = json!({ "token": token_of(invited["link"].as_str().unwrap()), "password": CHOSEN });
    let _ = garage.kit.anonymous().post("/auth/invitation/accept", accept).await.expect(204);
    format!("/users/{}", invited["user"]["id"].as_str().unwrap())
}

#[tokio::test]
async fn who_has_a_user_name_is_invited_without_an_address_by_a_link_that_is_handed_over() {
    let (garage, hela) = mailing().await;
    let mut neither = invitation(&garage, "walid");
    neither["user_name"] = Value::Null;
    let refused = hela.post("/users/invitations", neither).await.expect(422);
    assert_eq!(code(&refused), (json!("/email"), json!("no-sign-in-name")));
    let invited = hela.post("/users/invitations", invitation(&garage, "Walid")).await.expect(201).json();
    let (user, link) = (&invited["user"], invited["link"].as_str().unwrap());
    assert_eq!((&user["email"], &user["user_name"], &user["state"]), (&Value::Null, &json!("walid"), &json!("invited")));
    assert!(garage.events::<AccountLinkRequested>().await.is_empty(), "there is nowhere to send it");

    let anonymous = garage.kit.anonymous();
    let greeting = anonymous.post("/auth/links/inspect", json!({ "token": token_of(link) })).await.expect(200).json();
    assert_eq!((&greeting["email"], &greeting["user_name"], &greeting["purpose"]), (&Value::Null, &json!("walid"), &json!("invitation")));
    let path = format!("/users/{}", user["id"].as_str().unwrap());
    let again = hela.post(&format!("{path}/invite"), json!({})).await.expect(200);
    let accept = |link: &str, password: &str| json!({ "token": token_of(link), "password": password });
    let _ = anonymous.post("/auth/invitation/accept", accept(link, CHOSEN)).await.expect(422);
    let link = again.string("link");
    let trail = garage.audited("user.reset_link").await;
    assert_eq!(trail.len(), 1, "that there was a second link is in the audit trail");
    assert!(!trail[0].contains(&token_of(&link)), "and the link is not");
    let _ = anonymous.post("/auth/invitation/accept", accept(&link, "walid12")).await.expect(422);
    let _ = anonymous.post("/auth/invitation/accept", accept(&link, CHOSEN)).await.expect(204);
    let me = sign_in(&garage, "WALID", CHOSEN).await.expect(200).json()["me"].clone();
    assert_eq!((&me["email"], &me["name"]), (&Value::Null, &json!("Walid Karoui")));
    let staff = items(&hela.get("/staff?role=technician").await.expect(200));
    assert!(staff.iter().any(|one| one["name"] == "Walid Karoui" && one["email"].is_null()), "{staff:?}");
    assert_eq!(items(&hela.get("/users?q=walid").await.expect(200))[0]["user_name"], "walid");
}

#[tokio::test]
async fn a_link_that_is_handed_over_ends_after_seven_days() {
    let (garage, hela) = mailing().await;
    let link = hela.post("/users/invitations", invitation(&garage, "walid")).await.expect(201).string("link");
    garage.kit.clock.advance(TimeDelta::days(7));
    let accept = json!({ "token": token_of(&link), "password": CHOSEN });
    let late = garage.kit.anonymous().post("/auth/invitation/accept", accept).await.expect(422);
    assert_eq!(code(&late), (json!("/token"), json!("link-not-valid")));
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_link_of_the_owners_and_the_answer_is_the_one_that_all_get() {
    let (garage, hela) = mailing().await;
    let path = walid(&garage, &hela).await;
    let link = hela.post(&format!("{path}/reset-link"), json!({})).await.expect(200).string("link");
    for typed in ["walid", "nobody", "hela@garage.example"] {
        let asked = garage.kit.anonymous().post("/auth/password-reset", json!({ "email": typed })).await.expect(202);
        assert!(asked.bytes.is_empty());
    }
    let asked = garage.events::<AccountLinkRequested>().await;
    assert_eq!(asked.len(), 1, "a letter goes to who has an address");
    assert_eq!(asked[0].user_id.0, garage.id("hela@garage.example").await);
    let complete = json!({ "token": token_of(&link), "password": "dix voitures rouges" });
    let _ = garage.kit.anonymous().post("/auth/password-reset/complete", complete).await.expect(204);
    let _ = sign_in(&garage, "walid", CHOSEN).await.expect(401);
    let _ = sign_in(&garage, "walid", "dix voitures rouges").await.expect(200);
    assert_eq!(garage.audited("user.reset_link").await.len(), 1);
    let amine = format!("/users/{}", garage.id("amine@garage.example").await);
    assert_eq!(hela.post(&format!("{amine}/reset-link"), json!({})).await.expect(409).code(), "has-mail");
}

#[tokio::test]
async fn nobody_is_left_without_anything_to_sign_in_with() {
    let (garage, hela) = mailing().await;
    let path = walid(&garage, &hela).await;
    let nameless = json!({ "user_name": null });
    let refused = hela.patch(&path, nameless.clone()).await.expect(422);
    assert_eq!(code(&refused), (json!("/user_name"), json!("no-sign-in-name")));
    let session = sign_in(&garage, "walid", CHOSEN).await.expect(200);
    let own = garage.kit.bearer(session.string("access_token"));
    assert_eq!(code(&own.patch("/me", nameless.clone()).await.expect(422)).1, "no-sign-in-name");
    let _ = own.patch("/me", json!({ "user_name": "walid.k" })).await.expect(200);
    // An owner gives an address to who has none; who has one changes it themselves.
    let given = hela.patch(&path, json!({ "email": " Walid@Garage.example" })).await.expect(422);
    assert_eq!(code(&given), (json!("/email"), json!("invalid")));
    let taken = hela.patch(&path, json!({ "email": "AMINE@garage.example" })).await.expect(422);
    assert_eq!(code(&taken), (json!("/email"), json!("email-taken")));
    let user = hela.patch(&path, json!({ "email": "Walid@Garage.example" })).await.expect(200).json();
    assert_eq!(user["email"], "walid@garage.example");
    let other = hela.patch(&path, json!({ "email": "other@garage.example" })).await.expect(422);
    assert_eq!(code(&other), (json!("/email"), json!("has-address")));
    let _ = hela.patch(&path, json!({ "email": "WALID@garage.example", "name": "Walid K" })).await.expect(200);
    let _ = sign_in(&garage, "walid@garage.example", CHOSEN).await.expect(200);
    let _ = hela.patch(&path, nameless).await.expect(200);
    let _ = sign_in(&garage, "walid.k", CHOSEN).await.expect(401);
}

#[tokio::test]
async fn guesses_at_who_has_no_address_are_slowed_down() {
    let (garage, hela) = mailing().await;
    walid(&garage, &hela).await;
    let mut statuses = vec![];
    for typed in ["walid", "Walid", "walid", "WALID", "walid", "walid"] {
        statuses.push(sign_in(&garage, typed, "a guess at it").await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
}

#[tokio::test]
async fn a_first_address_of_ones_own_is_confirmed_and_no_old_one_is_warned() {
    let (garage, hela) = mailing().await;
    walid(&garage, &hela).await;
    let own = garage.kit.bearer(sign_in(&garage, "walid", CHOSEN).await.expect(200).string("access_token"));
    let _ = own.patch("/me", json!({ "email": "walid@garage.example", "current_password": CHOSEN })).await.expect(200);
    assert_eq!(garage.events::<AccountLinkRequested>().await.pop().unwrap().to.as_deref(), Some("walid@garage.example"));
    let token = garage.mailed_token().await.unwrap();
    let _ = garage.kit.anonymous().post("/auth/email/confirm", json!({ "token": token })).await.expect(204);
    assert_eq!(own.get("/me").await.expect(200).json()["email"], "walid@garage.example");
    assert!(garage.events::<SecurityAlert>().await.iter().all(|alert| alert.to.is_none()), "there was no other");
}

#[tokio::test]
async fn who_has_no_address_sets_up_a_second_factor_under_the_user_name() {
    let (garage, hela) = mailing().await;
    walid(&garage, &hela).await;
    let own = garage.kit.bearer(sign_in(&garage, "walid", CHOSEN).await.expect(200).string("access_token"));
    let begun = own.post("/me/second-factor", json!({ "password": CHOSEN })).await;
    assert!(begun.text().contains("walid"), "{}", begun.text());
}

#[tokio::test]
async fn accounts_are_made_without_an_address_at_the_command_line_and_found_by_their_user_name() {
    let garage = garage().await;
    let context = &garage.kit.context;
    let new = |user_name: Option<&str>| NewUser { email: None, user_name: user_name.map(str::to_owned), ..person("", "Walid", vec![]) };
    let refused = identity::create_user(context, new(None)).await.unwrap_err();
    assert_eq!(refused.errors[0].code, "no-sign-in-name");
    let one = identity::create_user(context, new(Some("walid"))).await.unwrap();
    let _ = identity::create_user(context, new(Some("second"))).await.unwrap();
    let _ = sign_in(&garage, "walid", PASSWORD).await.expect(200);
    identity::set_password(context, "Walid", CHOSEN).await.unwrap();
    let _ = sign_in(&garage, "walid", CHOSEN).await.expect(200);
    assert!(identity::reset_link(context, "walid", "https://garage.example").await.unwrap().contains("/reset-password#"));
    let cards = Staff::cards(identity::ports(context).as_ref(), &[one]).await.unwrap();
    assert_eq!((cards[0].email.as_deref(), cards[0].name.as_str()), (None, "Walid"));
}

fn before(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    let steps = Migrator::migrations();
    let place = steps.iter().position(|step| step.name() == "m0123_no_address").unwrap();
    async move { Migrator::up(connection, u32::try_from(place).ok()).await }.boxed()
}

#[tokio::test]
async fn the_table_of_users_learns_it_with_everybody_in_it() {
    let kit = Kit::start(|_, _| async { vec![] }, &[before]).await;
    let (id, now) = (Uuid::now_v7(), kit.clock.now());
    let tx = kit.db().begin().await.unwrap();
    let person = "insert into identity_users (id, email, name, password_hash, language, disabled, created_at, version, user_name) \
                  values ($1, 'old@garage.example', 'Old', '', 'fr', $2, $3, 7, 'old')";
    db::execute(&*tx, person, [id.into(), false.into(), now.into()]).await.unwrap();
    let code = "insert into identity_recovery_codes (user_id, hash) values ($1, 'hash')";
    db::execute(&*tx, code, [id.into()]).await.unwrap();
    tx.commit().await.unwrap();
    kernel::schema::migrate::<Migrator>(kit.db().writer()).await.unwrap();

    let tx = kit.db().begin().await.unwrap();
    let kept: Option<Kept> =
        db::one(&*tx, "select email, version, created_at from identity_users where id = $1", [id.into()]).await.unwrap();
    let kept = kept.unwrap();
    assert_eq!((kept.email.as_deref(), kept.version, kept.created_at), (Some("old@garage.example"), 7, now));
    let without = "insert into identity_users (id, name, password_hash, language, disabled, created_at, version, user_name) \
                   values ($1, 'New', '', 'fr', $2, $3, 1, $4)";
    for name in ["one", "two"] {
        db::execute(&*tx, without, [Uuid::now_v7().into(), false.into(), now.into(), name.into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let refused = [
        ("delete from identity_users where id = $1", id),
        ("insert into identity_recovery_codes (user_id, hash) values ($1, 'other')", Uuid::nil()),
        (
            "insert into identity_users select $1, email, name, password_hash, language, disabled, created_at, version, everywhere_role, \
          joined_at, null from identity_users where name = 'Old'",
            Uuid::nil(),
        ),
    ];
    for (sql, id) in refused {
        let tx = kit.db().begin().await.unwrap();
        assert!(db::execute(&*tx, sql, [id.into()]).await.is_err(), "what belongs together stays so: {sql}");
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Kept {
    email: Option<String>,
    version: i64,
    created_at: chrono::DateTime<Utc>,
}
