//! Codes of an authenticator app, and recovery codes.

use chrono::TimeDelta;
use contracts::identity::{Alert, SecurityAlert};
use kernel::Clock;
use serde_json::{Value, json};
use testkit::{Client, Reply};
use totp_rs::{Algorithm, Secret, TOTP};

use crate::garage::{Garage, PASSWORD, garage};

/// What the app shows for this secret, some steps from now.
fn code(garage: &Garage, secret: &str, steps: i64) -> String {
    let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, Secret::Encoded(secret.into()).to_bytes().unwrap()).unwrap();
    totp.generate(u64::try_from(garage.kit.clock.now().timestamp() + 30 * steps).unwrap())
}

async fn login(garage: &Garage, code: Option<&str>) -> Reply {
    let body = json!({ "email": "hela@garage.example", "password": PASSWORD, "code": code, "refresh": "body" });
    garage.kit.anonymous().post("/auth/login", body).await
}

/// Hela with an app: her client, its secret and her recovery codes.
async fn enabled(garage: &Garage) -> (Client, String, Vec<Value>) {
    let hela = garage.signed_in("hela@garage.example").await;
    let secret = hela.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200).string("secret");
    let confirmed = hela.post("/me/second-factor/confirm", json!({ "code": code(garage, &secret, 0) })).await.expect(200);
    let codes = confirmed.json()["recovery_codes"].as_array().unwrap().clone();
    garage.kit.clock.advance(TimeDelta::seconds(30));
    (hela, secret, codes)
}

#[tokio::test]
async fn an_app_is_set_up_with_the_password_and_its_first_code() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    assert_eq!(hela.get("/me/second-factor").await.expect(200).json()["actions"], json!(["begin"]));
    let _ = hela.post("/me/second-factor", json!({ "password": "not it at all" })).await.expect(422);
    let _ = hela.post("/me/second-factor/confirm", json!({ "code": "123456" })).await.expect(409);
    let begun = hela.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200);
    assert!(begun.string("address").starts_with("otpauth://totp/ECAR:hela%40garage.example?secret="));
    let _ = login(&garage, None).await.expect(200);
    let secret = begun.string("secret");
    let wrong = if code(&garage, &secret, 0) == "000000" { "000001" } else { "000000" };
    assert_eq!(hela.post("/me/second-factor/confirm", json!({ "code": wrong })).await.expect(422).pointers(), ["/code"]);
    let codes = hela.post("/me/second-factor/confirm", json!({ "code": code(&garage, &secret, 0) })).await.expect(200).json();
    assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
    let status = hela.get("/me/second-factor").await.expect(200).json();
    assert_eq!((&status["enabled"], &status["recovery_codes_left"]), (&json!(true), &json!(10)));
    assert_eq!(hela.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(409).code(), "second-factor-enabled");
    let alerts = garage.events::<SecurityAlert>().await;
    assert_eq!(alerts[0].alert, Alert::SecondFactorAdded);
}

#[tokio::test]
async fn signing_in_takes_a_code_and_each_code_once() {
    let garage = garage().await;
    let (_, secret, _) = enabled(&garage).await;
    assert_eq!(login(&garage, None).await.expect(401).code(), "second-factor-needed");
    let now = code(&garage, &secret, 0);
    let _ = login(&garage, Some(&now)).await.expect(200);
    assert_eq!(login(&garage, Some(&now)).await.expect(422).json()["errors"][0]["code"], "code-wrong", "used already");
    garage.kit.clock.advance(TimeDelta::minutes(2));
    let _ = login(&garage, Some(&code(&garage, &secret, -3))).await.expect(422);
    let _ = login(&garage, Some(&code(&garage, &secret, -1))).await.expect(200);
    let wrong_password = json!({ "email": "hela@garage.example", "password": "not it at all", "code": code(&garage, &secret, 0) });
    assert_eq!(garage.kit.anonymous().post("/auth/login", wrong_password).await.expect(401).code(), "sign-in-failed");
}

#[tokio::test]
async fn one_code_in_parallel_opens_once() {
    let garage = garage().await;
    let (_, secret, _) = enabled(&garage).await;
    let now = code(&garage, &secret, 0);
    let (one, two) = tokio::join!(login(&garage, Some(&now)), login(&garage, Some(&now)));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
}

#[tokio::test]
async fn codes_are_not_guessed_quickly() {
    let garage = garage().await;
    let (_, secret, _) = enabled(&garage).await;
    let right = code(&garage, &secret, 0);
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let _ = login(&garage, Some(wrong)).await.expect(422);
    }
    let _ = login(&garage, Some(&right)).await.expect(429);
    garage.kit.clock.advance(TimeDelta::minutes(1));
    let _ = login(&garage, Some(&code(&garage, &secret, 0))).await.expect(200);
    assert!(garage.outcomes().await.contains(&"code_failed".to_owned()));
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_its_use_is_told() {
    let garage = garage().await;
    let (hela, _, codes) = enabled(&garage).await;
    let first = codes[0].as_str().unwrap().to_uppercase().replace('-', " ");
    let _ = login(&garage, Some(&first)).await.expect(200);
    let _ = login(&garage, Some(&first)).await.expect(422);
    assert_eq!(hela.get("/me/second-factor").await.json()["recovery_codes_left"], 9);
    assert_eq!(garage.events::<SecurityAlert>().await.pop().unwrap().alert, Alert::RecoveryCodeUsed);
    let fresh = hela.post("/me/second-factor/recovery-codes", json!({ "password": PASSWORD })).await.expect(200).json();
    let _ = login(&garage, codes[1].as_str()).await.expect(422);
    let _ = login(&garage, fresh["recovery_codes"][0].as_str()).await.expect(200);
}

#[tokio::test]
async fn a_reset_password_does_not_skip_the_code() {
    let garage = garage().await;
    let (_, secret, _) = enabled(&garage).await;
    let _ = garage.kit.anonymous().post("/auth/password-reset", json!({ "email": "hela@garage.example" })).await.expect(202);
    let token = garage.mailed_token().await.unwrap();
    let body = json!({ "token": token, "password": "neuf voitures vertes" });
    let done = garage.kit.anonymous().post("/auth/password-reset/complete", body).await.expect(204);
    assert!(done.bytes.is_empty());
    let mut again = json!({ "email": "hela@garage.example", "password": "neuf voitures vertes" });
    assert_eq!(garage.kit.anonymous().post("/auth/login", again.clone()).await.expect(401).code(), "second-factor-needed");
    again["code"] = json!(code(&garage, &secret, 0));
    let _ = garage.kit.anonymous().post("/auth/login", again).await.expect(200);
}

#[tokio::test]
async fn the_app_is_removed_with_both_factors() {
    let garage = garage().await;
    let (hela, secret, _) = enabled(&garage).await;
    let remove = |password: &str, code: &str| json!({ "password": password, "code": code });
    let _ = hela.post("/me/second-factor/remove", remove("not it at all", &code(&garage, &secret, 0))).await.expect(422);
    let wrong = if code(&garage, &secret, 0) == "000000" { "000001" } else { "000000" };
    let _ = hela.post("/me/second-factor/remove", remove(PASSWORD, wrong)).await.expect(422);
    let _ = hela.post("/me/second-factor/remove", remove(PASSWORD, &code(&garage, &secret, 0))).await.expect(204);
    let _ = login(&garage, None).await.expect(200);
    assert_eq!(garage.events::<SecurityAlert>().await.pop().unwrap().alert, Alert::SecondFactorRemoved);
}
