//! `POST /public/messages/twilio/{site}`

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use kernel::http::{Path, Query};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use url::form_urlencoded;
use utoipa::IntoParams;
use uuid::Uuid;

use super::answers::{self, Heard};
use super::arrived::{Told, told};
use super::signature::is_signed;
use crate::gateways::{Gateways, Provider, gateway, is_e164, store};
use crate::messages::Channel;

/// Larger is no message.
const LARGEST: usize = 1 << 16;
/// Twilio passes no more on with a message.
const MOST_PICTURES: u8 = 10;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// The message that is told of; none of what people write.
    pub message: Option<Uuid>,
}

/// Hears what became of a text message, or that somebody answered STOP or START: offers to every customer of that number stop at once, or may
/// go out again. Heard again, it does nothing. Refused with `webhook-refused` where Twilio did not sign it.
///
/// Permission: none, the signature proves it.
#[utoipa::path(post, path = "/public/messages/twilio/{site_id}", tag = "notifications", operation_id = "hear_twilio", security(()),
    params(("site_id" = SiteId, Path), Named),
    responses((status = 204), (status = 400, description = "Refused"), (status = 429, description = "Too many")))]
pub async fn hear_twilio(
    State(it): State<Arc<Gateways>>,
    Path(site): Path<SiteId>,
    Query(named): Query<Named>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let (parts, body) = read(&it, request).await?;
    let row = store::find::<gateway::Entity, _>(it.context.db.reader(), site).await?.filter(|row| row.provider == Provider::Twilio);
    let sealed = row.and_then(|row| row.secret).ok_or_else(Problem::not_found)?;
    let key = it.opened(&gateway::place(site), &sealed)?;
    hear(&it, site, Channel::Sms, &key, named.message, &parts, &body).await
}

/// A call from outside, with its body.
pub async fn read(it: &Gateways, request: Request) -> Result<(Parts, Bytes), Problem> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LARGEST).await.map_err(|_| refused())?;
    it.strangers.knock(it.context.clock.now()).await?;
    Ok((parts, body))
}

/// What Twilio says of the messages of a channel, if it is Twilio.
pub async fn hear(
    it: &Gateways,
    site: SiteId,
    channel: Channel,
    key: &str,
    message: Option<Uuid>,
    parts: &Parts,
    body: &[u8],
) -> Result<StatusCode, Problem> {
    let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let signature = parts.headers.get("x-twilio-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_signed(key, &format!("{}{query}", it.told_at(site, channel)), &fields, signature) {
        return Err(refused());
    }
    it.strangers.was_right().await;
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    match (message, field("MessageStatus"), field("MessageSid")) {
        (Some(message), Some(status), Some(reference)) => {
            told(it, site, Told { message, channel, status, reference, error: field("ErrorCode") }).await?;
        }
        (None, _, Some(reference)) => {
            let phone = field("From").map(|from| from.trim_start_matches("whatsapp:").to_owned());
            if let (Some(phone), Some(text)) = (phone.filter(|phone| is_e164(phone)), field("Body")) {
                let pictures = (0..MOST_PICTURES).map_while(|place| field(&format!("MediaUrl{place}"))).collect();
                answered(it, site, Heard { channel, reference, phone, text, pictures }).await?;
            }
        }
        _ => {}
    }
    Ok(StatusCode::NO_CONTENT)
}

pub async fn answered(it: &Gateways, site: SiteId, heard: Heard) -> Result<(), Problem> {
    let mut tx = it.context.db.begin().await?;
    answers::keep(&mut tx, site, heard, it.context.clock.as_ref()).await?;
    Ok(tx.commit().await?)
}

pub fn refused() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "webhook-refused", "It is not signed as it has to be")
}
