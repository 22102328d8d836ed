//! `POST /public/messages/twilio/{site}`

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use contracts::customers::Channel;
use contracts::notifications::OffersAnswered;
use kernel::http::{Path, Query};
use kernel::{Actor, Problem, SiteId, outbox};
use serde::Deserialize;
use url::form_urlencoded;
use utoipa::IntoParams;
use uuid::Uuid;

use super::arrived::{Told, told};
use super::signature::is_signed;
use super::word::wanted;
use crate::MODULE;
use crate::gateways::{Gateways, Provider, is_e164, store};

/// Larger is no message.
const LARGEST: usize = 1 << 16;
const LONGEST_WORD: usize = 100;

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
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LARGEST).await.map_err(|_| refused())?;
    it.strangers.knock(it.context.clock.now()).await?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    is_theirs(&it, site, &query, &parts.headers, &fields).await?;
    it.strangers.was_right().await;
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    match (named.message, field("MessageStatus"), field("MessageSid")) {
        (Some(message), Some(status), Some(reference)) => {
            told(&it, site, Told { message, status, reference, error: field("ErrorCode") }).await?;
        }
        (None, _, Some(reference)) => answer(&it, site, &reference, field("From"), field("Body")).await?,
        _ => {}
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn is_theirs(it: &Gateways, site: SiteId, query: &str, headers: &HeaderMap, fields: &[(String, String)]) -> Result<(), Problem> {
    let row = store::find(it.context.db.reader(), site).await?.filter(|row| row.provider == Provider::Twilio);
    let (row, sealed) = row.and_then(|row| row.secret.clone().map(|sealed| (row, sealed))).ok_or_else(Problem::not_found)?;
    let key = it.key(row.site_id, &sealed)?;
    let signature = headers.get("x-twilio-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let address = format!("{}{query}", it.told_at(site));
    if is_signed(&key, &address, fields, signature) { Ok(()) } else { Err(refused()) }
}

fn refused() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "webhook-refused", "It is not signed as it has to be")
}

/// What somebody wrote. Anything but the words for offers is nothing to us yet.
async fn answer(it: &Gateways, site_id: SiteId, reference: &str, from: Option<String>, body: Option<String>) -> Result<(), Problem> {
    let (Some(phone), Some(text)) = (from.filter(|from| is_e164(from)), body) else { return Ok(()) };
    let Some(wanted) = wanted(&text) else {
        tracing::info!(%site_id, reference, "a text message came that no rule is for");
        return Ok(());
    };
    let word = text.trim().chars().take(LONGEST_WORD).collect();
    let told = OffersAnswered { id: Uuid::now_v7(), site_id, channel: Channel::Sms, phone, wanted, word };
    let mut tx = it.context.db.begin().await?;
    outbox::append(&mut tx, MODULE, &told, &Actor::system(), it.context.clock.as_ref()).await?;
    Ok(tx.commit().await?)
}
