//! `GET` and `POST /public/messages/whatsapp/{site}`

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use hmac::{Hmac, Mac};
use kernel::http::{Path, Query};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::answers::Heard;
use super::arrived::{Told, told};
use super::hear::{Named, answered, hear, read, refused};
use crate::gateways::whatsapp::Provider;
use crate::gateways::whatsapp::gateway::{Entity, WhatsappGateway, places};
use crate::gateways::{Gateways, is_e164, store};
use crate::messages::Channel;

/// What Meta asks before it tells anything.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    #[serde(rename = "hub.mode")]
    pub mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    pub verify_token: Option<String>,
    /// What it wants to have back.
    #[serde(rename = "hub.challenge")]
    #[param(max_length = 200)]
    pub challenge: Option<String>,
}

/// Tells Meta that this is the address where it may tell what becomes of messages. Nothing is here for who does not say the word.
///
/// Permission: none, the word proves it.
#[utoipa::path(get, path = "/public/messages/whatsapp/{site_id}", tag = "notifications", operation_id = "prove_whatsapp", security(()),
    params(("site_id" = SiteId, Path), Asked),
    responses((status = 200, body = String, content_type = "text/plain"), (status = 429, description = "Too many")))]
pub async fn prove_whatsapp(
    State(it): State<Arc<Gateways>>,
    Path(site): Path<SiteId>,
    Query(asked): Query<Asked>,
) -> Result<String, Problem> {
    it.strangers.knock(it.context.clock.now()).await?;
    let row = gateway(&it, site).await?;
    let is_it = |said: &String| row.word.as_deref().is_some_and(|word| Sha256::digest(word) == Sha256::digest(said));
    if asked.mode.as_deref() != Some("subscribe") || !asked.verify_token.as_ref().is_some_and(is_it) {
        return Err(Problem::not_found());
    }
    it.strangers.was_right().await;
    let challenge = asked.challenge.unwrap_or_default();
    // It is a number; nothing else is said back to strangers.
    if challenge.len() > 200 || !challenge.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Err(Problem::not_found())
    } else {
        Ok(challenge)
    }
}

/// Hears from Meta or Twilio what became of a WhatsApp message, or what somebody wrote: STOP and START as of text messages. Heard again, it does
/// nothing. Refused with `webhook-refused` where the provider did not sign it.
///
/// Permission: none, the signature proves it.
#[utoipa::path(post, path = "/public/messages/whatsapp/{site_id}", tag = "notifications", operation_id = "hear_whatsapp", security(()),
    params(("site_id" = SiteId, Path), Named),
    responses((status = 204), (status = 400, description = "Refused"), (status = 429, description = "Too many")))]
pub async fn hear_whatsapp(
    State(it): State<Arc<Gateways>>,
    Path(site): Path<SiteId>,
    Query(named): Query<Named>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let (parts, body) = read(&it, request).await?;
    let row = gateway(&it, site).await?;
    let [at_key, at_signing] = places(site);
    if row.provider == Provider::Twilio {
        let key = it.opened(&at_key, &row.secret.ok_or_else(Problem::not_found)?)?;
        return hear(&it, site, Channel::Whatsapp, &key, named.message, &parts, &body).await;
    }
    let key = it.opened(&at_signing, &row.signing.ok_or_else(Problem::not_found)?)?;
    if !is_metas(&key, &parts, &body) {
        return Err(refused());
    }
    it.strangers.was_right().await;
    // What it tells in a shape that is not known is nothing to us.
    for change in serde_json::from_slice::<Notice>(&body).unwrap_or_default().changes() {
        for status in change.statuses {
            let Some(message) = status.biz_opaque_callback_data.as_deref().and_then(|id| id.parse().ok()) else { continue };
            told(&it, site, status.told(message)).await?;
        }
        for written in change.messages {
            if let Some(heard) = written.heard() {
                answered(&it, site, heard).await?;
            }
        }
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn gateway(it: &Gateways, site: SiteId) -> Result<WhatsappGateway, Problem> {
    store::find::<Entity, _>(it.context.db.reader(), site).await?.ok_or_else(Problem::not_found)
}

/// `X-Hub-Signature-256`: HMAC-SHA256 with the app's secret over the body as it came (Meta, "Validate payloads").
fn is_metas(key: &str, parts: &Parts, body: &[u8]) -> bool {
    let signature = parts.headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok());
    let Some(signature) = signature.and_then(|text| text.strip_prefix("sha256=")).and_then(bytes_of) else {
        return false;
    };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

/// Bytes written in hexadecimal digits.
fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits: Vec<_> = hex.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Notice {
    entry: Vec<Account>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Account {
    changes: Vec<Change>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Change {
    value: News,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct News {
    statuses: Vec<Status>,
    messages: Vec<Written>,
}

impl Notice {
    fn changes(self) -> impl Iterator<Item = News> {
        self.entry.into_iter().flat_map(|account| account.changes).map(|change| change.value)
    }
}

#[derive(Debug, Deserialize)]
struct Status {
    id: String,
    #[serde(rename = "status")]
    word: String,
    /// Our own name for the message.
    biz_opaque_callback_data: Option<String>,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Debug, Deserialize)]
struct Fault {
    code: i64,
    #[serde(default)]
    title: String,
}

impl Status {
    fn told(self, message: Uuid) -> Told {
        let error = self.errors.first().map(|fault| crate::sending::said(&format!("{}, {}", fault.code, fault.title)));
        Told { message, channel: Channel::Whatsapp, status: self.word, reference: self.id, error }
    }
}

#[derive(Debug, Deserialize)]
struct Written {
    id: String,
    /// Digits, without a plus.
    from: String,
    text: Option<Text>,
    image: Option<Kept>,
    document: Option<Kept>,
}

/// What Meta keeps until it is fetched.
#[derive(Debug, Deserialize)]
struct Kept {
    id: String,
    caption: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Text {
    body: String,
}

impl Written {
    fn heard(self) -> Option<Heard> {
        let phone = format!("+{}", self.from);
        let kept = self.image.or(self.document);
        let caption = kept.as_ref().and_then(|kept| kept.caption.clone());
        // A picture without words still says that they may be written to.
        let text = self.text.map(|text| text.body).or(caption).unwrap_or_default();
        let (reference, pictures) = (self.id.chars().take(200).collect(), kept.into_iter().map(|kept| kept.id).collect());
        is_e164(&phone).then_some(Heard { channel: Channel::Whatsapp, reference, phone, text, pictures })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meta_signs_is_metas() {
        // FACTS, test vectors.
        let body = br#"{"object":"whatsapp_business_account","entry":[]}"#;
        let parts = |signature: &str| {
            let request = axum::http::Request::builder().header("x-hub-signature-256", signature).body(()).unwrap();
            request.into_parts().0
        };
        let signed = parts("sha256=c236c758c9b2bd40b388a550eeca09eaca72384dd0aa5e7c31d19cddac5bba46");
        assert!(is_metas("app_secret", &signed, body));
        assert!(!is_metas("another", &signed, body) && !is_metas("app_secret", &signed, b"{}"));
        assert!(!is_metas("app_secret", &parts("c236"), body) && !is_metas("app_secret", &parts(""), body));
    }
}
