//! Signing in with an outside provider, against a small provider on this machine.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use identity::{Oidc, Settings};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::Clock;
use parking_lot::Mutex;
use reqwest::Url;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use testkit::{Client, Reply};

use crate::garage::{Garage, PASSWORD, cookie, garage_with};

const KEY: [u8; 32] = [9; 32];

/// What the provider was asked, and what it answers.
#[derive(Default)]
struct Facts {
    /// The answers to codes, with the challenge that the verifier must fit.
    tokens: HashMap<String, (String, String)>,
    refused: Vec<&'static str>,
}

struct Provider {
    url: String,
    facts: Arc<Mutex<Facts>>,
}

async fn token(State(facts): State<Arc<Mutex<Facts>>>, headers: HeaderMap, body: String) -> Result<Json<Value>, StatusCode> {
    let form: HashMap<String, String> = Url::parse(&format!("http://form/?{body}")).unwrap().query_pairs().into_owned().collect();
    let mut facts = facts.lock();
    let basic = format!("Basic {}", STANDARD.encode("ecar:hush"));
    if headers.get("authorization").and_then(|value| value.to_str().ok()) != Some(basic.as_str()) {
        facts.refused.push("the client's secret");
        return Err(StatusCode::UNAUTHORIZED);
    }
    let (token, challenge) = facts.tokens.remove(&form["code"]).ok_or(StatusCode::BAD_REQUEST)?;
    if URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"])) != challenge {
        facts.refused.push("the verifier");
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(Json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": token })))
}

fn jwks() -> Value {
    let public = SigningKey::from_bytes(&KEY).verifying_key();
    json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(public.as_bytes()), "kid": "one", "alg": "EdDSA", "use": "sig" }] })
}

impl Provider {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let facts = Arc::new(Mutex::new(Facts::default()));
        let discovery = json!({
            "issuer": url, "authorization_endpoint": format!("{url}/authorize"), "token_endpoint": format!("{url}/token"),
            "jwks_uri": format!("{url}/jwks")
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(move || async move { Json(discovery) }))
            .route("/jwks", get(|| async { Json(jwks()) }))
            .route("/token", post(token))
            .with_state(facts.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, facts }
    }

    async fn garage(&self) -> Garage {
        let oidc = Oidc { issuer: self.url.clone(), client_id: "ecar".into(), client_secret: Some("hush".into()), name: "Annuaire".into() };
        let settings = Settings { oidc: Some(oidc), public_url: "https://garage.example".into(), ..Settings::default() };
        garage_with(settings).await
    }

    /// The person consents: the query that the browser brings back. `spoil` changes what the ID token says.
    fn consent(&self, garage: &Garage, address: &str, subject: &str, spoil: impl Fn(&mut Value)) -> String {
        let asked = query(address);
        assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
        assert_eq!(asked["redirect_uri"], "https://garage.example/api/v1/auth/oidc/callback");
        let now = garage.kit.clock.now().timestamp();
        let mut claims = json!({
            "iss": self.url, "aud": "ecar", "sub": subject, "nonce": asked["nonce"], "iat": now, "exp": now + 300,
            "email": "hela@garage.example", "email_verified": true
        });
        spoil(&mut claims);
        let key = EncodingKey::from_ed_der(SigningKey::from_bytes(&KEY).to_pkcs8_der().unwrap().as_bytes());
        let header = Header { kid: Some("one".into()), ..Header::new(Algorithm::EdDSA) };
        let token = jsonwebtoken::encode(&header, &claims, &key).unwrap();
        self.give(&asked, token)
    }

    /// A code for this token.
    fn give(&self, asked: &HashMap<String, String>, token: String) -> String {
        let code = uuid::Uuid::now_v7().simple().to_string();
        self.facts.lock().tokens.insert(code.clone(), (token, asked["code_challenge"].clone()));
        format!("state={}&code={code}", asked["state"])
    }
}

fn query(address: &str) -> HashMap<String, String> {
    Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

fn location(reply: &Reply) -> String {
    reply.headers["location"].to_str().unwrap().to_owned()
}

/// Goes to the provider: where to, and the browser with its cookie.
async fn leave(garage: &Garage) -> (String, Client) {
    let reply = garage.kit.anonymous().get("/auth/oidc/start").await.expect(303);
    (location(&reply), garage.kit.anonymous().with("cookie", cookie(&reply, "ecar_oidc").unwrap()))
}

async fn come_back(browser: &Client, query: &str) -> Reply {
    browser.get(&format!("/auth/oidc/callback?{query}")).await.expect(303)
}

/// Links Hela's account from her profile.
async fn link(provider: &Provider, garage: &Garage, email: &str, subject: &str) -> String {
    let person = garage.signed_in(email).await;
    let begun = person.post("/me/oidc/start", json!({ "password": PASSWORD })).await.expect(200);
    let browser = garage.kit.anonymous().with("cookie", cookie(&begun, "ecar_oidc").unwrap());
    let back = provider.consent(garage, &begun.string("address"), subject, |_| {});
    location(&come_back(&browser, &back).await)
}

#[tokio::test]
async fn a_linked_person_signs_in_with_the_provider() {
    let provider = Provider::start().await;
    let garage = provider.garage().await;
    let options = garage.kit.anonymous().get("/auth/options").await.expect(200).json();
    assert_eq!((&options["oidc"], &options["passkeys"]), (&json!("Annuaire"), &json!(true)));
    let hela = garage.signed_in("hela@garage.example").await;
    assert_eq!(hela.get("/me/oidc").await.expect(200).json()["actions"], json!(["link"]));
    let _ = hela.post("/me/oidc/start", json!({ "password": "not it at all" })).await.expect(422);
    assert_eq!(link(&provider, &garage, "hela@garage.example", "person-1").await, "/profile#sign-in-linked");
    assert_eq!(hela.get("/me/oidc").await.expect(200).json()["actions"], json!(["unlink"]));

    let (address, browser) = leave(&garage).await;
    let back = provider.consent(&garage, &address, "person-1", |claims| claims["email"] = json!("changed@example.tn"));
    let home = come_back(&browser, &back).await;
    assert_eq!(location(&home), "/");
    let refresh = garage.kit.anonymous().with("cookie", cookie(&home, "ecar_refresh").unwrap());
    let session = refresh.post("/auth/refresh", json!({})).await.expect(200);
    assert_eq!(session.json()["me"]["email"], "hela@garage.example");
    let _ = hela.post("/me/oidc/unlink", json!({ "password": PASSWORD })).await.expect(204);
    let (address, browser) = leave(&garage).await;
    let back = provider.consent(&garage, &address, "person-1", |_| {});
    assert_eq!(location(&come_back(&browser, &back).await), "/sign-in#oidc-unknown");
    assert!(provider.facts.lock().refused.is_empty());
}

#[tokio::test]
async fn an_address_alone_opens_no_account_and_an_invitation_does_when_it_is_vouched_for() {
    let provider = Provider::start().await;
    let garage = provider.garage().await;
    let (address, browser) = leave(&garage).await;
    let back = provider.consent(&garage, &address, "person-1", |_| {});
    assert_eq!(location(&come_back(&browser, &back).await), "/sign-in#oidc-unknown", "hela has an account, and it is not linked");

    let hela = garage.signed_in("hela@garage.example").await;
    let invitation = json!({ "email": "sami@garage.example", "name": "Sami", "language": "fr",
        "sites": [{ "site_id": garage.lac, "role": "technician" }] });
    let invited = hela.post("/users/invitations", invitation).await.expect(201).json();
    for (verified, page) in [(json!(false), "/sign-in#oidc-unknown"), (json!(true), "/"), (json!(true), "/")] {
        let (address, browser) = leave(&garage).await;
        let back = provider.consent(&garage, &address, "person-2", |claims| {
            claims["email"] = json!("Sami@garage.example");
            claims["email_verified"] = verified.clone();
        });
        assert_eq!(location(&come_back(&browser, &back).await), page);
    }
    let token = invited["link"].as_str().unwrap().split_once('#').unwrap().1;
    let _ = garage.kit.anonymous().post("/auth/links/inspect", json!({ "token": token })).await.expect(422);
    let page = link(&provider, &garage, "hela@garage.example", "person-2").await;
    assert_eq!(page, "/profile#sign-in-taken", "back to where it began");
}

#[tokio::test]
async fn state_cookie_and_code_are_good_once_and_together() {
    let provider = Provider::start().await;
    let garage = provider.garage().await;
    link(&provider, &garage, "hela@garage.example", "person-1").await;
    let failed = "/sign-in#oidc-failed";
    let (address, browser) = leave(&garage).await;
    let back = provider.consent(&garage, &address, "person-1", |_| {});
    assert_eq!(location(&come_back(&garage.kit.anonymous(), &back).await), failed, "without the browser's cookie");
    let (_, other) = leave(&garage).await;
    assert_eq!(location(&come_back(&other, &back).await), failed, "in another browser");
    assert_eq!(location(&come_back(&browser, &back).await), "/");
    assert_eq!(location(&come_back(&browser, &back).await), failed, "a second time");

    let (address, browser) = leave(&garage).await;
    let back = provider.consent(&garage, &address, "person-1", |_| {});
    assert_eq!(location(&come_back(&browser, &format!("{back}&iss=https://evil.example")).await), failed, "another issuer");
    let (address, browser) = leave(&garage).await;
    let denied = format!("state={}&error=access_denied", query(&address)["state"]);
    assert_eq!(location(&come_back(&browser, &denied).await), failed);
    let (address, browser) = leave(&garage).await;
    let back = provider.consent(&garage, &address, "person-1", |_| {});
    garage.kit.clock.advance(TimeDelta::minutes(11));
    assert_eq!(location(&come_back(&browser, &back).await), failed, "too late");
    assert_eq!(location(&come_back(&browser, "x=1").await), failed);

    let (address, browser) = leave(&garage).await;
    let mut asked = query(&address);
    asked.insert("code_challenge".into(), "another".into());
    let back = provider.give(&asked, "token".into());
    assert_eq!(location(&come_back(&browser, &back).await), failed);
    assert_eq!(provider.facts.lock().refused, ["the verifier"], "an intercepted code is worth nothing");
}

#[tokio::test]
async fn id_tokens_that_are_not_right_open_nothing() {
    let provider = Provider::start().await;
    let garage = provider.garage().await;
    link(&provider, &garage, "hela@garage.example", "person-1").await;
    let now = garage.kit.clock.now().timestamp();
    let wrong = [
        ("iss", json!("https://evil.example")),
        ("aud", json!("another")),
        ("aud", json!(["ecar", "another"])),
        ("azp", json!("another")),
        ("nonce", json!("another")),
        ("exp", json!(now - 61)),
        ("iat", json!(now + 3600)),
        ("sub", json!("")),
    ];
    for (claim, value) in wrong {
        let (address, browser) = leave(&garage).await;
        let back = provider.consent(&garage, &address, "person-1", |claims| claims[claim] = value.clone());
        assert_eq!(location(&come_back(&browser, &back).await), "/sign-in#oidc-failed", "{claim}: {value}");
    }
    let (address, _) = leave(&garage).await;
    let claims =
        json!({ "iss": provider.url, "aud": "ecar", "sub": "person-1", "nonce": query(&address)["nonce"], "iat": now, "exp": now + 300 });
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let public = SigningKey::from_bytes(&KEY).verifying_key();
    let hmac = Header { kid: Some("one".into()), ..Header::new(Algorithm::HS256) };
    let foreign = EncodingKey::from_ed_der(SigningKey::from_bytes(&[8; 32]).to_pkcs8_der().unwrap().as_bytes());
    let eddsa = Header { kid: Some("one".into()), ..Header::new(Algorithm::EdDSA) };
    let forged = [
        format!("{}.{}.", encode(&json!({ "alg": "none", "kid": "one" })), encode(&claims)),
        jsonwebtoken::encode(&hmac, &claims, &EncodingKey::from_secret(public.as_bytes())).unwrap(),
        jsonwebtoken::encode(&eddsa, &claims, &foreign).unwrap(),
        "nonsense".to_owned(),
    ];
    for token in forged {
        let (address, browser) = leave(&garage).await;
        let back = provider.give(&query(&address), token.clone());
        assert_eq!(location(&come_back(&browser, &back).await), "/sign-in#oidc-failed", "{token}");
    }
}

#[tokio::test]
async fn without_a_provider_there_is_nothing_to_start_and_a_silent_one_is_said() {
    let garage = garage_with(Settings::default()).await;
    let options = garage.kit.anonymous().get("/auth/options").await.expect(200).json();
    assert_eq!(options, json!({ "oidc": null, "passkeys": false, "registration": false, "password_reset": false }));
    let _ = garage.kit.anonymous().get("/auth/oidc/start").await.expect(404);
    let _ = garage.kit.anonymous().get("/auth/oidc/callback?state=x&code=y").await.expect(404);

    let provider = Provider::start().await;
    let moved = Provider { url: format!("{}/elsewhere", provider.url), facts: provider.facts.clone() };
    let garage = moved.garage().await;
    let start = garage.kit.anonymous().get("/auth/oidc/start").await.expect(303);
    assert_eq!(location(&start), "/sign-in#unavailable");
}
