//! Signing in, staying in, and what sites show to whom.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

mod account;
mod api_keys;
mod garage;
mod limits;
mod limits_of_roles;
mod links;
mod new_address;
mod no_address;
mod oidc;
mod passkeys;
mod people;
mod pins;
mod refusals;
mod roles;
mod second_factor;
mod sites;
mod user_names;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use contracts::demo::DemoUser;
use contracts::identity::{Role, Sites, Staff, UserId};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use identity::{NewUser, Vault};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Clock, SiteId, db};
use serde_json::{Value, json};
use testkit::Reply;

use garage::{Garage, PASSWORD, SECRET_KEY, card, cookie, garage, person, vault};

#[tokio::test]
async fn signing_in_gives_a_session_and_a_cookie_out_of_reach_of_scripts() {
    let garage = garage().await;
    let reply =
        garage.kit.anonymous().post("/auth/login", json!({ "email": " HELA@garage.example", "password": PASSWORD })).await.expect(200);
    let session = reply.json();
    assert_eq!(session["me"]["email"], "hela@garage.example");
    assert_eq!(session["me"]["sites"][0]["code"], "LAC");
    assert_eq!(session["me"]["sites"][1]["role"], "advisor");
    assert_eq!(session["expires_at"], "2026-11-20T08:15:00Z");
    assert!(session.get("refresh_token").is_none());
    let cookie = reply.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-ecar_refresh=") && cookie.contains("HttpOnly") && cookie.contains("Secure"), "{cookie}");
    assert_eq!(reply.headers["cache-control"], "no-store");

    let me = garage.kit.bearer(reply.string("access_token")).get("/me").await.expect(200).json();
    assert_eq!(me, session["me"]);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let garage = garage().await;
    let anonymous = garage.kit.anonymous();
    let wrong = anonymous.post("/auth/login", json!({ "email": "hela@garage.example", "password": "nine cars" })).await;
    let unknown = anonymous.post("/auth/login", json!({ "email": "nobody@garage.example", "password": "nine cars" })).await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.code(), "sign-in-failed");
    assert_eq!((wrong.status, &wrong.bytes), (unknown.status, &unknown.bytes));
    assert_eq!(garage.outcomes().await, ["failed", "failed"]);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_other_people_are_not() {
    let garage = garage().await;
    let anonymous = garage.kit.anonymous();
    let guess = json!({ "email": "hela@garage.example", "password": "a guess at it" });
    for _ in 0..5 {
        let _ = anonymous.post("/auth/login", guess.clone()).await.expect(401);
    }
    let limited = anonymous.post("/auth/login", guess.clone()).await.expect(429);
    assert_eq!(limited.code(), "too-many-attempts");
    assert!(limited.headers["retry-after"].to_str().unwrap().parse::<u32>().unwrap() >= 12);
    garage.login("amine@garage.example").await;
    garage.kit.clock.advance(TimeDelta::seconds(13));
    garage.login("hela@garage.example").await;
}

#[tokio::test]
async fn bad_bodies_are_refused_with_pointers() {
    let garage = garage().await;
    let anonymous = garage.kit.anonymous();
    let nul = anonymous.post("/auth/login", json!({ "email": "a\u{0}b@c.tn", "password": "x" })).await.expect(422);
    assert_eq!(nul.pointers(), ["/email"]);
    let _ = anonymous.post("/auth/login", json!({ "email": "a@c.tn", "password": "x", "role": "owner" })).await.expect(422);
    let _ = anonymous.post("/auth/login", json!({ "email": "a@c.tn" })).await.expect(422);
}

#[tokio::test]
async fn a_refresh_token_rotates_at_each_use() {
    let garage = garage().await;
    let first = garage.login("hela@garage.example").await.string("refresh_token");
    garage.kit.clock.advance(TimeDelta::minutes(20));
    let second = garage.refresh(&first).await.expect(200);
    assert_ne!(second.string("refresh_token"), first);
    let _ = garage.kit.bearer(second.string("access_token")).get("/me").await.expect(200);
    let third = garage.refresh(&second.string("refresh_token")).await.expect(200);
    let _ = garage.refresh(&third.string("refresh_token")).await.expect(200);
}

#[tokio::test]
async fn parallel_refreshes_keep_an_honest_person_signed_in() {
    let garage = garage().await;
    let first = garage.login("hela@garage.example").await.string("refresh_token");
    let (one, two, three) = tokio::join!(garage.refresh(&first), garage.refresh(&first), garage.refresh(&first));
    let replies = [one.expect(200), two.expect(200), three.expect(200)];
    let next: Vec<_> = replies.iter().filter_map(|reply| reply.json()["refresh_token"].as_str().map(str::to_owned)).collect();
    assert_eq!(next.len(), 1, "one of them rotated it");
    garage.kit.clock.advance(TimeDelta::minutes(1));
    let _ = garage.refresh(&next[0]).await.expect(200);
}

#[tokio::test]
async fn a_refresh_token_that_comes_back_ends_the_whole_session() {
    let garage = garage().await;
    let first = garage.login("hela@garage.example").await.string("refresh_token");
    let second = garage.refresh(&first).await.expect(200);
    garage.kit.clock.advance(TimeDelta::seconds(11));
    assert_eq!(garage.refresh(&first).await.expect(401).code(), "session-ended");
    let _ = garage.refresh(&second.string("refresh_token")).await.expect(401);
    let _ = garage.kit.bearer(second.string("access_token")).get("/me").await.expect(401);
    assert_eq!(garage.outcomes().await, ["signed_in", "refresh_reused"]);
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_however_often_it_was_renewed() {
    let garage = garage().await;
    let mut token = garage.login("hela@garage.example").await.string("refresh_token");
    for _ in 0..3 {
        garage.kit.clock.advance(TimeDelta::days(9));
        token = garage.refresh(&token).await.expect(200).string("refresh_token");
    }
    garage.kit.clock.advance(TimeDelta::days(3));
    let _ = garage.refresh(&token).await.expect(401);
    let _ = garage.refresh("made up").await.expect(401);
    let _ = garage.kit.anonymous().post("/auth/refresh", json!({})).await.expect(401);
}

#[tokio::test]
async fn the_cookie_refreshes_and_signing_out_ends_everything() {
    let garage = garage().await;
    let anonymous = garage.kit.anonymous();
    let login = anonymous.post("/auth/login", json!({ "email": "hela@garage.example", "password": PASSWORD })).await.expect(200);
    let cookie = |reply: &Reply| cookie(reply, "ecar_refresh").unwrap();
    let renewed = anonymous.clone().with("cookie", cookie(&login)).post("/auth/refresh", json!({})).await.expect(200);
    assert!(renewed.json().get("refresh_token").is_none());
    let person = garage.kit.bearer(renewed.string("access_token"));
    let _ = person.get("/me").await.expect(200);

    let out = anonymous.clone().with("cookie", cookie(&renewed)).post("/auth/logout", Value::Null).await;
    assert_eq!(out.status, 422, "null is no body");
    let out = anonymous.clone().with("cookie", cookie(&renewed)).post("/auth/logout", json!({})).await.expect(204);
    assert!(out.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    let _ = anonymous.clone().with("cookie", cookie(&renewed)).post("/auth/refresh", json!({})).await.expect(401);
    garage.kit.clock.advance(TimeDelta::seconds(5));
    let _ = person.get("/me").await.expect(401);
    let _ = anonymous.post("/auth/logout", json!({})).await.expect(204);
}

#[tokio::test]
async fn a_disabled_user_is_out_within_seconds() {
    let garage = garage().await;
    let login = garage.login("amine@garage.example").await;
    let person = garage.kit.bearer(login.string("access_token"));
    let _ = person.get("/me").await.expect(200);
    let tx = garage.kit.db().begin().await.unwrap();
    db::execute(&*tx, "update identity_users set disabled = $1 where name = 'Amine'", [true.into()]).await.unwrap();
    tx.commit().await.unwrap();
    garage.kit.clock.advance(TimeDelta::seconds(5));
    let _ = person.get("/me").await.expect(401);
    let _ = garage.refresh(&login.string("refresh_token")).await.expect(401);
    let body = json!({ "email": "amine@garage.example", "password": PASSWORD });
    assert_eq!(garage.kit.anonymous().post("/auth/login", body).await.expect(401).code(), "sign-in-failed");
}

#[tokio::test]
async fn people_choose_their_language_and_nothing_else() {
    let garage = garage().await;
    let amine = garage.signed_in("amine@garage.example").await;
    assert_eq!(amine.patch("/me", json!({ "language": "ar" })).await.expect(200).json()["language"], "ar");
    assert_eq!(amine.get("/me").await.json()["language"], "ar");
    let _ = amine.patch("/me", json!({ "language": "de" })).await.expect(422);
    let _ = amine.patch("/me", json!({ "role": "owner" })).await.expect(422);
    let _ = garage.kit.anonymous().get("/me").await.expect(401);
}

#[tokio::test]
async fn a_site_shows_only_where_one_works() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let amine = garage.signed_in("amine@garage.example").await;
    let codes = |reply: Reply| {
        let items = reply.json()["items"].as_array().unwrap().clone();
        items.iter().map(|site| site["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(hela.get("/sites").await.expect(200)), ["LAC", "SFX"]);
    assert_eq!(codes(amine.get("/sites").await.expect(200)), ["LAC"]);
    let first = hela.get("/sites?limit=1").await.expect(200);
    let next = first.string("next");
    assert_eq!(codes(hela.get(&format!("/sites?limit=1&after={next}")).await), ["SFX"]);
    let _ = amine.get(&format!("/sites/{}", garage.sfax)).await.expect(404);
    let _ = garage.kit.anonymous().get("/sites").await.expect(401);
    let site = amine.get(&format!("/sites/{}", garage.lac)).await.expect(200).json();
    assert_eq!((&site["currency_decimals"], &site["actions"]), (&json!(3), &json!([])));
}

#[tokio::test]
async fn an_owner_changes_the_settings_of_their_site() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let path = format!("/sites/{}", garage.lac);
    let read = hela.get(&path).await.expect(200);
    assert!(read.headers["etag"].to_str().unwrap().starts_with("\"1."));
    let changes = json!({ "name": "Garage du Lac", "labour_rate": 65_000, "vat_rate": 700 });
    let saved = hela.clone().with("if-match", "\"1\"").patch(&path, changes.clone()).await.expect(200).json();
    assert_eq!((&saved["name"], &saved["labour_rate"], &saved["version"]), (&json!("Garage du Lac"), &json!(65_000), &json!(2)));
    assert_eq!(saved["actions"], json!(["update", "close"]));
    assert_eq!(hela.get(&path).await.json(), saved);
    let _ = hela.clone().with("if-match", "\"1\"").patch(&path, changes).await.expect(412);
    garage.kit.settle().await;
}

#[tokio::test]
async fn wrong_settings_and_wrong_people_are_refused() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let path = format!("/sites/{}", garage.lac);
    let wrong = json!({
        "name": "", "vat_rate": 10_001, "stamp_duty": -1, "time_zone": "Mars/Olympus", "email": "nowhere", "payment_terms_days": 366,
        "bank_account": "07\u{0}"
    });
    let mut pointers = hela.patch(&path, wrong).await.expect(422).pointers();
    pointers.sort();
    assert_eq!(pointers, ["/bank_account", "/email", "/name", "/payment_terms_days", "/stamp_duty", "/time_zone", "/vat_rate"]);
    let _ = hela.patch(&path, json!({ "code": "XXX" })).await.expect(422);
    let _ = hela.patch(&format!("/sites/{}", garage.sfax), json!({ "name": "Mine" })).await.expect(403);
    let omar = garage.signed_in("omar@garage.example").await;
    let _ = omar.patch(&path, json!({ "name": "Mine" })).await.expect(404);
    let _ = omar.patch("/sites/none", json!({ "name": "Mine" })).await.expect(404);
}

#[tokio::test]
async fn staff_are_listed_by_site_and_role() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let names = |reply: Reply| {
        let items = reply.json()["items"].as_array().unwrap().clone();
        items.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(hela.get("/staff").await.expect(200)), ["Amine", "Hela", "Hela", "Omar"]);
    assert_eq!(names(hela.get(&format!("/staff?site={}&role=technician", garage.lac)).await.expect(200)), ["Amine"]);
    let page = hela.get("/staff?limit=2").await.expect(200);
    let next = page.string("next");
    assert_eq!(names(hela.get(&format!("/staff?limit=2&after={next}")).await), ["Hela", "Omar"]);
    let amine = garage.signed_in("amine@garage.example").await;
    assert_eq!(names(amine.get("/staff").await.expect(200)), ["Amine", "Hela"]);
    let _ = amine.get(&format!("/staff?site={}", garage.sfax)).await.expect(404);
    let _ = amine.get("/staff?role=king").await.expect(422);
    let _ = amine.get("/staff?after=nonsense").await.expect(422);
}

#[tokio::test]
async fn ports_answer_for_sites_and_staff() {
    let garage = garage().await;
    let ports = identity::ports(&garage.kit.context);
    let all = Sites::cards(ports.as_ref(), &[]).await.unwrap();
    assert_eq!(all.iter().map(|card| card.code.as_str()).collect::<Vec<_>>(), ["LAC", "SFX"]);
    let some = Sites::cards(ports.as_ref(), &[garage.sfax, SiteId::new()]).await.unwrap();
    assert_eq!(some.len(), 1);
    let id: UserId = garage.signed_in("hela@garage.example").await.get("/me").await.string("id").parse().unwrap();
    let staff = Staff::cards(ports.as_ref(), &[id]).await.unwrap();
    assert_eq!((staff[0].name.as_str(), staff[0].sites.len()), ("Hela", 2));
    assert!(Staff::cards(ports.as_ref(), &[]).await.unwrap().is_empty());
}

#[tokio::test]
async fn users_and_sites_are_made_under_rules() {
    let garage = garage().await;
    let context = &garage.kit.context;
    let code = |problem: kernel::Problem| problem.errors[0].code.clone();
    let taken = identity::create_user(context, person("HELA@garage.example", "Another", vec![])).await.unwrap_err();
    assert_eq!(code(taken), "email-taken");
    let weak = NewUser { password: "motdepasse".into(), ..person("new@garage.example", "New", vec![]) };
    assert_eq!(code(identity::create_user(context, weak).await.unwrap_err()), "password-refused");
    let lost = person("new@garage.example", "New", vec![(SiteId::new(), Role::Owner)]);
    assert_eq!(code(identity::create_user(context, lost).await.unwrap_err()), "unknown-site");
    let wrong = person("not an address", "", vec![]);
    assert_eq!(identity::create_user(context, wrong).await.unwrap_err().status, 422);
    assert_eq!(code(identity::create_site(context, card("LAC")).await.unwrap_err()), "site-code-taken");
    assert_eq!(code(identity::create_site(context, card("la c")).await.unwrap_err()), "invalid");
}

#[tokio::test]
async fn a_new_password_ends_the_old_sessions() {
    let garage = garage().await;
    let old = garage.login("hela@garage.example").await;
    identity::set_password(&garage.kit.context, "Hela@garage.example", "neuf voitures vertes").await.unwrap();
    let _ = garage.refresh(&old.string("refresh_token")).await.expect(401);
    let _ = garage.kit.bearer(old.string("access_token")).get("/me").await.expect(401);
    let anonymous = garage.kit.anonymous();
    let _ = anonymous.post("/auth/login", json!({ "email": "hela@garage.example", "password": PASSWORD })).await.expect(401);
    let _ = anonymous.post("/auth/login", json!({ "email": "hela@garage.example", "password": "neuf voitures vertes" })).await.expect(200);
    assert_eq!(identity::set_password(&garage.kit.context, "nobody@garage.example", PASSWORD).await.unwrap_err().status, 404);
    assert_eq!(identity::set_password(&garage.kit.context, "hela@garage.example", "motdepasse").await.unwrap_err().status, 422);
}

#[tokio::test]
async fn demonstration_people_can_sign_in() {
    let garage = garage().await;
    let site = card("DEMO");
    let people: Vec<_> = (0..20)
        .map(|number| DemoUser {
            id: UserId::new(),
            name: format!("Person {number}"),
            email: Some(format!("Person{number}@demo.example")),
            user_name: Some(format!("Person{number}")),
            password: PASSWORD.into(),
            language: "ar".into(),
            roles: vec![(site.id, Role::Technician)],
        })
        .collect();
    identity::demo::load(&garage.kit.context, &[site], &people).await.unwrap();
    let me = garage.signed_in("person19@demo.example").await.get("/me").await.expect(200).json();
    assert_eq!((&me["sites"][0]["code"], &me["language"]), (&json!("DEMO"), &json!("ar")));
}

/// The claims of a good token, to be spoiled.
async fn claims_of(garage: &Garage) -> (String, Header, Value) {
    let token = garage.login("hela@garage.example").await.string("access_token");
    let header = jsonwebtoken::decode_header(&token).unwrap();
    let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    (token, header, serde_json::from_slice(&claims).unwrap())
}

/// The module's own key, as somebody with the database and the secret key would have it.
async fn own_key_der(garage: &Garage) -> Vec<u8> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        kid: String,
        private_key: String,
    }
    let row: Option<Row> = db::one(garage.kit.db().reader(), "select kid, private_key from identity_keys", []).await.unwrap();
    let row = row.unwrap();
    vault().open(&format!("signing-key/{}", row.kid), &row.private_key).unwrap()
}

async fn own_key(garage: &Garage) -> EncodingKey {
    EncodingKey::from_ed_der(&own_key_der(garage).await)
}

async fn is_refused(garage: &Garage, token: &str, why: &str) {
    let reply = garage.kit.bearer(token).get("/me").await;
    assert_eq!((reply.status, reply.code().as_str()), (401, "unauthorized"), "{why}");
}

#[tokio::test]
async fn forged_tokens_are_refused() {
    let garage = garage().await;
    let (token, header, claims) = claims_of(&garage).await;
    let parts: Vec<_> = token.split('.').collect();
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    for alg in ["none", "None", "NONE"] {
        let head = encode(&json!({ "alg": alg, "typ": "JWT", "kid": header.kid }));
        is_refused(&garage, &format!("{head}.{}.", parts[1]), alg).await;
        is_refused(&garage, &format!("{head}.{}.{}", parts[1], parts[2]), alg).await;
    }
    is_refused(&garage, &format!("{}.{}.", parts[0], parts[1]), "no signature").await;
    is_refused(&garage, &format!("{}.{}", parts[0], parts[1]), "two parts").await;
    is_refused(&garage, "nonsense", "nonsense").await;
    is_refused(&garage, &"x".repeat(20_000), "endless").await;

    let mut raised = claims.clone();
    raised["name"] = json!("Somebody else");
    is_refused(&garage, &format!("{}.{}.{}", parts[0], encode(&raised), parts[2]), "changed claims").await;

    let other = SigningKey::from_bytes(&[7; 32]);
    let other_key = EncodingKey::from_ed_der(other.to_pkcs8_der().unwrap().as_bytes());
    is_refused(&garage, &jsonwebtoken::encode(&header, &claims, &other_key).unwrap(), "another key").await;
    let mut hmac = Header::new(Algorithm::HS256);
    hmac.kid.clone_from(&header.kid);
    let own = SigningKey::from_pkcs8_der(&own_key_der(&garage).await).unwrap();
    let public = EncodingKey::from_secret(own.verifying_key().as_bytes());
    is_refused(&garage, &jsonwebtoken::encode(&hmac, &claims, &public).unwrap(), "HMAC with a public key").await;
    let mut with_key = header.clone();
    with_key.jwk = Some(
        serde_json::from_value(json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig",
        "x": URL_SAFE_NO_PAD.encode(other.verifying_key().as_bytes()) }))
        .unwrap(),
    );
    is_refused(&garage, &jsonwebtoken::encode(&with_key, &claims, &other_key).unwrap(), "a key in the header").await;
    let mut elsewhere = header.clone();
    elsewhere.jku = Some("https://evil.example/keys".into());
    elsewhere.x5u = Some("https://evil.example/chain".into());
    is_refused(&garage, &jsonwebtoken::encode(&elsewhere, &claims, &other_key).unwrap(), "keys elsewhere").await;
    let mut stranger = header.clone();
    stranger.kid = Some("0".repeat(32));
    is_refused(&garage, &jsonwebtoken::encode(&stranger, &claims, &other_key).unwrap(), "an unknown kid").await;
    stranger.kid = None;
    is_refused(&garage, &jsonwebtoken::encode(&stranger, &claims, &own_key(&garage).await).unwrap(), "no kid").await;
    let _ = garage.kit.bearer(token).get("/me").await.expect(200);
}

#[tokio::test]
async fn tokens_with_wrong_claims_are_refused_even_with_our_signature() {
    let garage = garage().await;
    let (_, header, claims) = claims_of(&garage).await;
    let key = own_key(&garage).await;
    let now = garage.kit.clock.now().timestamp();
    let wrong = [
        ("aud", json!("others")),
        ("iss", json!("others")),
        ("typ", json!("refresh")),
        ("exp", json!(now)),
        ("nbf", json!(now + 120)),
        ("sub", json!("00000000-0000-0000-0000-000000000000")),
        ("sid", json!("00000000-0000-0000-0000-000000000001")),
        ("sites", json!({ "not-a-site": "owner" })),
    ];
    for (claim, value) in wrong {
        let mut spoiled = claims.clone();
        spoiled[claim] = value;
        is_refused(&garage, &jsonwebtoken::encode(&header, &spoiled, &key).unwrap(), claim).await;
        spoiled.as_object_mut().unwrap().remove(claim);
        is_refused(&garage, &jsonwebtoken::encode(&header, &spoiled, &key).unwrap(), &format!("without {claim}")).await;
    }
    let good = jsonwebtoken::encode(&header, &claims, &key).unwrap();
    let _ = garage.kit.bearer(good).get("/me").await.expect(200);
}

#[tokio::test]
async fn an_access_token_ends_after_fifteen_minutes() {
    let garage = garage().await;
    let token = garage.login("hela@garage.example").await.string("access_token");
    let person = garage.kit.bearer(token);
    garage.kit.clock.advance(TimeDelta::seconds(899));
    let _ = person.get("/me").await.expect(200);
    garage.kit.clock.advance(TimeDelta::seconds(1));
    let _ = person.get("/me").await.expect(401);
}

#[tokio::test]
async fn secrets_are_not_kept_in_the_clear() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        text: String,
    }
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let app = hela.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200).string("secret");
    let sealed: Vec<Row> = db::all(
        garage.kit.db().reader(),
        "select secret as text from identity_totp union all select private_key as text from identity_keys",
        [],
    )
    .await
    .unwrap();
    assert!(sealed.len() == 2 && sealed.iter().all(|row| row.text.starts_with("sealed:1:") && !row.text.contains(&app)));
    let refresh = garage.login("hela@garage.example").await.string("refresh_token");
    let sql = "select password_hash as text from identity_users union all select hash as text from identity_refresh_tokens";
    let rows: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    assert!(rows.iter().all(|row| !row.text.contains(&refresh) && !row.text.contains(PASSWORD)));
    assert!(rows[0].text.starts_with("$argon2id$v=19$m=19456,t=6,p=1$"));
}

/// Access tokens, what tells known devices, refresh tokens and links open their own door only.
#[tokio::test]
async fn a_token_of_one_kind_does_not_pass_for_another() {
    let garage = garage().await;
    let session = garage.login("hela@garage.example").await;
    let value = |name: &str| cookie(&session, name).unwrap().split_once('=').unwrap().1.to_owned();
    let (access, refresh, device) = (session.string("access_token"), session.string("refresh_token"), value("ecar_known"));
    is_refused(&garage, &refresh, "a refresh token").await;
    is_refused(&garage, &device, "what tells known devices").await;
    for token in [&access, &device] {
        let refused = garage.refresh(token).await.status;
        assert!([401, 422].contains(&refused), "{refused}");
    }
    for token in [&access, &refresh, &device] {
        let body = json!({ "token": token, "password": "neuf voitures rouges" });
        let _ = garage.kit.anonymous().post("/auth/password-reset/complete", body).await.expect(422);
    }
    for path in ["/me", "/work-orders"] {
        let reply = garage.kit.anonymous().get(&format!("{path}?access_token={access}")).await;
        assert!(reply.status == 401 || reply.status == 404, "a token in the address opens nothing: {}", reply.status);
    }
}

#[tokio::test]
async fn starting_twice_keeps_the_key() {
    let garage = garage().await;
    let token = garage.login("hela@garage.example").await.string("access_token");
    identity::start(&garage.kit.context, &vault()).await.unwrap();
    let authenticator = identity::authenticator(&garage.kit.context, &vault());
    let actor = authenticator.authenticate(&token).await.unwrap();
    assert_eq!(actor.name, "Hela");
    let again = authenticator.authenticate(&token).await.unwrap();
    assert!(Arc::ptr_eq(&actor, &again), "the second time it is remembered");
}

/// The key is changed: the database is sealed anew with the next one while the old one is still given, and then does without it.
#[tokio::test]
async fn the_secret_key_changes_and_sessions_and_second_factors_go_on() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        user_id: uuid::Uuid,
        secret: String,
    }
    let garage = garage().await;
    let session = garage.login("hela@garage.example").await;
    let hela = garage.kit.bearer(session.string("access_token"));
    let app = hela.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200).string("secret");
    let (context, next) = (&garage.kit.context, Vault::new_key().unwrap());
    let without = Vault::from_text(&next).unwrap();
    assert!(matches!(identity::start(context, &without).await, Err(identity::Error::OtherKey(_))), "it says which key is missing");
    identity::start(context, &Vault::from_text(&format!("{next}\n{SECRET_KEY}")).unwrap()).await.unwrap();
    identity::start(context, &without).await.unwrap();
    let actor = identity::authenticator(context, &without).authenticate(&session.string("access_token")).await.unwrap();
    assert_eq!(actor.name, "Hela");
    let row: Option<Row> = db::one(context.db.reader(), "select user_id, secret from identity_totp", []).await.unwrap();
    let row = row.unwrap();
    assert_eq!(without.open(&format!("totp/{}", row.user_id), &row.secret).unwrap(), app.as_bytes());
}

#[tokio::test]
async fn a_signing_key_that_stood_in_the_clear_is_forgotten_at_the_next_start() {
    let garage = garage().await;
    let key = SigningKey::from_bytes(&[7; 32]).to_pkcs8_der().unwrap();
    let clear = base64::engine::general_purpose::STANDARD.encode(key.as_bytes());
    let now = garage.kit.clock.now();
    let sql = "insert into identity_keys (kid, private_key, created_at) values ('planted', $1, $2)";
    db::execute(garage.kit.db().writer(), sql, [clear.into(), now.into()]).await.unwrap();
    identity::start(&garage.kit.context, &vault()).await.unwrap();
    let (_, mut header, claims) = claims_of(&garage).await;
    header.kid = Some("planted".into());
    let forged = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(key.as_bytes())).unwrap();
    is_refused(&garage, &forged, "a planted key").await;
}
