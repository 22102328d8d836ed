//! Passkeys, with an authenticator made of software.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use contracts::identity::{Alert, SecurityAlert};
use identity::Settings;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use testkit::{Client, Reply};
use uuid::Uuid;

use crate::garage::{Garage, PASSWORD, garage_with, items};

const ORIGIN: &str = "https://garage.example";
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const NEW_KEY: u8 = 0x40;

/// A telephone with one key in it.
struct Telephone {
    key: SigningKey,
    credential: [u8; 16],
    counter: u32,
    flags: u8,
    origin: &'static str,
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Telephone {
    fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            credential: [seed; 16],
            counter: 0,
            flags: PRESENT | VERIFIED,
            origin: ORIGIN,
        }
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn authenticator_data(&mut self, flags: u8) -> Vec<u8> {
        self.counter += 1;
        let mut data = Sha256::digest("garage.example").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// What `navigator.credentials.create` answers.
    fn create(&mut self, options: &Value) -> Value {
        let mut data = self.authenticator_data(self.flags | NEW_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.credential);
        // The key as COSE writes it: EC2, ES256, P-256, x, y.
        let point = self.key.verifying_key().to_encoded_point(false);
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 32]);
        data.extend(point.y().unwrap());
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.extend([0xa0, 0x68]);
        object.extend(b"authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        let client = self.client_data("webauthn.create", &options["publicKey"]["challenge"]);
        json!({ "id": text(self.credential), "rawId": text(self.credential), "type": "public-key", "extensions": {},
            "response": { "attestationObject": text(object), "clientDataJSON": text(client) } })
    }

    /// What `navigator.credentials.get` answers.
    fn get(&mut self, options: &Value, user: Uuid) -> Value {
        let data = self.authenticator_data(self.flags);
        let client = self.client_data("webauthn.get", &options["publicKey"]["challenge"]);
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({ "id": text(self.credential), "rawId": text(self.credential), "type": "public-key", "extensions": {},
            "response": { "authenticatorData": text(data), "clientDataJSON": text(client),
                "signature": text(signature.to_der().as_bytes()), "userHandle": text(user.as_bytes()) } })
    }
}

async fn garage() -> Garage {
    garage_with(Settings { public_url: ORIGIN.into(), ..Settings::default() }).await
}

async fn add(hela: &Client, telephone: &mut Telephone) -> Reply {
    let begun = hela.post("/me/passkeys/start", json!({ "password": PASSWORD })).await.expect(200).json();
    assert_eq!(begun["options"]["publicKey"]["authenticatorSelection"]["userVerification"], "required");
    let credential = telephone.create(&begun["options"]);
    hela.post("/me/passkeys/finish", json!({ "ceremony_id": begun["ceremony_id"], "name": "Mon téléphone", "credential": credential }))
        .await
}

async fn challenge(garage: &Garage) -> Value {
    garage.kit.anonymous().post("/auth/passkey/start", json!({})).await.expect(200).json()
}

async fn answer(garage: &Garage, challenge: &Value, credential: &Value) -> Reply {
    let body = json!({ "ceremony_id": challenge["ceremony_id"], "credential": credential, "refresh": "body" });
    garage.kit.anonymous().post("/auth/passkey/finish", body).await
}

#[tokio::test]
async fn a_passkey_is_added_with_the_password_and_signs_in_without_it() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let id = garage.id("hela@garage.example").await;
    let mut telephone = Telephone::new(7);
    let _ = hela.post("/me/passkeys/start", json!({ "password": "not it at all" })).await.expect(422);
    let added = add(&hela, &mut telephone).await.expect(201);
    assert_eq!(garage.events::<SecurityAlert>().await.pop().unwrap().alert, Alert::PasskeyAdded);

    let asked = challenge(&garage).await;
    assert!(asked["options"]["publicKey"]["allowCredentials"].as_array().is_none_or(Vec::is_empty), "it tells nothing of anybody");
    let credential = telephone.get(&asked["options"], id);
    let session = answer(&garage, &asked, &credential).await.expect(200);
    assert_eq!(session.json()["me"]["email"], "hela@garage.example");
    assert_eq!(answer(&garage, &asked, &credential).await.expect(401).code(), "passkey-refused", "an answer is good once");
    let listed = items(&hela.get("/me/passkeys").await.expect(200));
    assert_eq!((&listed[0]["name"], &listed[0]["last_used_at"]), (&json!("Mon téléphone"), &json!("2026-11-20T08:00:00Z")));
    let kinds: Vec<_> = items(&hela.get("/me/sessions").await).iter().map(|row| row["kind"].clone()).collect();
    assert!(kinds.contains(&json!("passkey")));

    let path = format!("/me/passkeys/{}", added.string("id"));
    let renamed = hela.patch(&path, json!({ "name": "Mon nouveau téléphone" })).await.expect(200);
    assert_eq!(renamed.string("name"), "Mon nouveau téléphone");
    let _ = garage.signed_in("amine@garage.example").await.patch(&path, json!({ "name": "À moi" })).await.expect(404);
    let _ = hela.post(&format!("{path}/remove"), json!({ "password": "not it at all" })).await.expect(422);
    let _ = hela.post(&format!("{path}/remove"), json!({ "password": PASSWORD })).await.expect(204);
    assert_eq!(garage.events::<SecurityAlert>().await.pop().unwrap().alert, Alert::PasskeyRemoved);
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
}

#[tokio::test]
async fn wrong_answers_are_refused() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let (id, amine) = (garage.id("hela@garage.example").await, garage.id("amine@garage.example").await);
    let mut telephone = Telephone::new(7);
    let _ = add(&hela, &mut telephone).await.expect(201);

    let asked = challenge(&garage).await;
    let other = challenge(&garage).await;
    let credential = telephone.get(&other["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], amine);
    let _ = answer(&garage, &asked, &credential).await.expect(401);

    telephone.origin = "https://evil.example";
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
    telephone.origin = ORIGIN;

    telephone.flags = PRESENT;
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
    telephone.flags = PRESENT | VERIFIED;

    let key = std::mem::replace(&mut telephone.key, SigningKey::from_slice(&[8; 32]).unwrap());
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
    telephone.key = key;

    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    garage.kit.clock.advance(TimeDelta::minutes(6));
    let _ = answer(&garage, &asked, &credential).await.expect(401);
    let asked = challenge(&garage).await;
    let _ = answer(&garage, &asked, &json!({ "id": "x" })).await.expect(401);
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(200);
}

#[tokio::test]
async fn a_copied_passkey_is_noticed_by_its_counter() {
    let garage = garage().await;
    let hela = garage.signed_in("hela@garage.example").await;
    let id = garage.id("hela@garage.example").await;
    let mut telephone = Telephone::new(7);
    let _ = add(&hela, &mut telephone).await.expect(201);
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(200);
    telephone.counter = 1;
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
}

#[tokio::test]
async fn somebody_elses_ceremony_adds_nothing_and_a_disabled_person_stays_out() {
    let garage = garage().await;
    let (hela, amine) = (garage.signed_in("hela@garage.example").await, garage.signed_in("amine@garage.example").await);
    let mut telephone = Telephone::new(7);
    let begun = hela.post("/me/passkeys/start", json!({ "password": PASSWORD })).await.expect(200).json();
    let credential = telephone.create(&begun["options"]);
    let stolen = json!({ "ceremony_id": begun["ceremony_id"], "name": "Mine", "credential": credential });
    let _ = amine.post("/me/passkeys/finish", stolen).await.expect(401);
    let _ = add(&amine, &mut telephone).await.expect(201);
    let id = garage.id("amine@garage.example").await;
    let _ = hela.post(&format!("/users/{id}/disable"), json!({})).await.expect(200);
    let asked = challenge(&garage).await;
    let credential = telephone.get(&asked["options"], id);
    let _ = answer(&garage, &asked, &credential).await.expect(401);
}
