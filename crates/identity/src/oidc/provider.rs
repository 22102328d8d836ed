//! The provider over the network: its discovery document, its keys, and the exchange of the code.
//!
//! The issuer is the administrator's choice and may be in the house, so private addresses are allowed; what the provider then says
//! must be HTTPS (plain only on this machine), no redirect is followed, and answers are bounded in size and time.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::JwkSet;
use kernel::SharedClock;
use parking_lot::Mutex;
use reqwest::{Client, RequestBuilder, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::claims::{self, Expected, IdToken};
use super::flow::Flow;
use super::settings::Oidc;

const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST: usize = 1 << 20;
/// How long what the provider says of itself is believed.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// Tokens with made-up key ids must not make us ask again and again.
const ASK_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(30);

/// Why it did not work, for the log.
pub type Fault = String;

#[derive(Clone, Debug, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    /// Its answers name it (RFC 9207).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// The provider's keys, of whatever kinds.
#[derive(Deserialize)]
struct PublishedKeys {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
}

pub struct Provider {
    pub settings: Oidc,
    redirect_uri: String,
    http: Client,
    clock: SharedClock,
    discovery: Mutex<Option<(DateTime<Utc>, Discovery)>>,
    keys: Mutex<Option<(DateTime<Utc>, JwkSet)>>,
}

impl Provider {
    /// None when no client can be made, which is logged: then nobody is offered to sign in this way.
    pub fn new(settings: Oidc, public_url: &str, clock: SharedClock) -> Option<Self> {
        // Only the first in a process counts; that one is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).user_agent("ECAR").build();
        let http = match http {
            Ok(http) => http,
            Err(error) => {
                tracing::error!(%error, "signing in with the provider is off");
                return None;
            }
        };
        let redirect_uri = format!("{}/api/v1/auth/oidc/callback", public_url.trim_end_matches('/'));
        Some(Self { settings, redirect_uri, http, clock, discovery: Mutex::default(), keys: Mutex::default() })
    }

    /// Where the browser goes to sign in.
    pub async fn address(&self, flow: &Flow) -> Result<String, Fault> {
        let discovery = self.discover().await?;
        let mut url = safe(&discovery.authorization_endpoint)?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("scope", "openid email profile")
            .append_pair("state", &flow.state)
            .append_pair("nonce", &flow.nonce)
            .append_pair("code_challenge", &flow.challenge())
            .append_pair("code_challenge_method", "S256");
        Ok(url.into())
    }

    /// Who came back with this code.
    pub async fn redeem(&self, code: &str, verifier: &str, nonce: &str) -> Result<IdToken, Fault> {
        let discovery = self.discover().await?;
        let (client_id, secret) = (self.settings.client_id.as_str(), self.settings.client_secret.as_deref());
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", verifier),
            ("client_id", client_id),
        ];
        let methods = &discovery.token_endpoint_auth_methods_supported;
        let takes_basic = methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic");
        let mut request = self.http.post(safe(&discovery.token_endpoint)?);
        match secret {
            Some(secret) if takes_basic => request = request.basic_auth(encoded(client_id), Some(encoded(secret))),
            Some(secret) => form.push(("client_secret", secret)),
            None => {}
        }
        let answer: TokenAnswer = ask(request.form(&form)).await?;
        let keys = self.keys(&discovery, claims::key_id(&answer.id_token).as_deref()).await?;
        let expected = Expected { issuer: &self.settings.issuer, client_id, nonce, now: self.clock.now() };
        claims::verify(&answer.id_token, &keys, &expected).map_err(str::to_owned)
    }

    /// Whether an answer is this issuer's: it says so, or the provider never does (RFC 9207).
    pub async fn is_issuer(&self, issuer: Option<&str>) -> Result<bool, Fault> {
        match issuer {
            Some(issuer) => Ok(issuer == self.settings.issuer),
            None => Ok(!self.discover().await?.authorization_response_iss_parameter_supported),
        }
    }

    async fn discover(&self) -> Result<Discovery, Fault> {
        let now = self.clock.now();
        if let Some((at, discovery)) = self.discovery.lock().as_ref().filter(|(at, _)| now - *at < KEPT) {
            let _ = at;
            return Ok(discovery.clone());
        }
        let url = safe(&format!("{}/.well-known/openid-configuration", self.settings.issuer.trim_end_matches('/')))?;
        let discovery: Discovery = ask(self.http.get(url)).await?;
        if discovery.issuer != self.settings.issuer {
            return Err(format!("the provider calls itself {}", discovery.issuer));
        }
        *self.discovery.lock() = Some((now, discovery.clone()));
        Ok(discovery)
    }

    /// The provider's keys; asked for again when the wanted one is not among them.
    async fn keys(&self, discovery: &Discovery, wanted: Option<&str>) -> Result<JwkSet, Fault> {
        let now = self.clock.now();
        let kept = self.keys.lock().clone();
        if let Some((at, keys)) = kept.filter(|(at, _)| now - *at < KEPT) {
            let has_it = wanted.is_none_or(|kid| keys.find(kid).is_some());
            if has_it || now - at < ASK_AGAIN_AFTER {
                return Ok(keys);
            }
        }
        let published: PublishedKeys = ask(self.http.get(safe(&discovery.jwks_uri)?)).await?;
        let keys = readable(published);
        *self.keys.lock() = Some((now, keys.clone()));
        Ok(keys)
    }
}

/// Those that signatures can be verified with: one of a kind that we do not know must not spoil the others.
fn readable(published: PublishedKeys) -> JwkSet {
    let keys = published.keys.into_iter().filter(|key| key.get("use").is_none_or(|use_for| use_for == "sig"));
    JwkSet { keys: keys.filter_map(|key| serde_json::from_value(key).ok()).collect() }
}

/// An address that secrets may be sent to: HTTPS, or this machine.
fn safe(address: &str) -> Result<Url, Fault> {
    let url: Url = address.parse().map_err(|_| "the provider names an address that is none".to_owned())?;
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if url.scheme() == "https" || (url.scheme() == "http" && is_here) {
        return Ok(url);
    }
    Err(format!("the provider's address {} is not https", url.host_str().unwrap_or_default()))
}

async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Fault> {
    let mut response = request.send().await.map_err(|error| error.without_url().to_string())?;
    if !response.status().is_success() {
        return Err(format!("the provider answered {}", response.status()));
    }
    let mut body = vec![];
    while let Some(chunk) = response.chunk().await.map_err(|error| error.without_url().to_string())? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST {
            return Err("the provider's answer is endless".into());
        }
    }
    serde_json::from_slice(&body).map_err(|_| "the provider's answer cannot be read".to_owned())
}

/// As RFC 6749, 2.3.1 wants it before Basic: form-encoded.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_an_unknown_kind_does_not_spoil_the_others() {
        let good = serde_json::json!({ "kty": "OKP", "crv": "Ed25519", "kid": "1", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
        let mut encrypts = good.clone();
        encrypts["use"] = "enc".into();
        let odd = serde_json::json!({ "kty": "AKP", "alg": "ML-DSA-44", "kid": "2", "pub": "AA" });
        let keys = readable(PublishedKeys { keys: vec![odd, encrypts, good] });
        let named = keys.keys.iter().filter(|key| key.common.key_id.as_deref() == Some("1"));
        assert_eq!(named.count(), 1, "the one for signatures, not the one for encryption");
    }

    #[test]
    fn secrets_go_out_encrypted_or_not_at_all() {
        for good in ["https://accounts.example/token", "http://127.0.0.1:1/token", "http://localhost:8080/x"] {
            assert!(safe(good).is_ok(), "{good}");
        }
        for bad in ["http://accounts.example/token", "ftp://accounts.example", "file:///etc/passwd", "token", "http://127.0.0.1.example/"] {
            assert!(safe(bad).is_err(), "{bad}");
        }
    }
}
