//! `PUT /whatsapp-gateways/{site}`

use std::sync::Arc;

use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Problem, SiteId, text, vault};
use serde::Deserialize;
use utoipa::ToSchema;

use super::gateway::{Form, Provider, WhatsappGateway, places};
use super::view::GatewayView;
use crate::gateways::{Gateways, is_e164, lane};
use crate::messages::Channel;
use crate::sending::order;

/// Through whom a site's WhatsApp messages are to go.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetWhatsappGateway {
    /// WhatsApp messages go out.
    #[garde(skip)]
    pub enabled: bool,
    #[garde(skip)]
    pub provider: Provider,
    /// Meta's `Phone number ID`, or Twilio's `Account SID`.
    #[garde(custom(text::line(100)))]
    #[schema(max_length = 100, format = "line", example = "106540352242922")]
    pub account: Option<String>,
    /// With Twilio: the number that messages are from, or a messaging service.
    #[serde(default)]
    #[garde(custom(text::line(40)))]
    #[schema(max_length = 40, format = "line", example = "+21698000111")]
    pub sender: Option<String>,
    /// Meta's access token, or Twilio's auth token. The one that is kept when left out; it is never shown again.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line", write_only)]
    pub key: Option<String>,
    /// Meta's `App secret`, by which what it tells is known to be its own. As the key.
    #[serde(default)]
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line", write_only)]
    pub signing_key: Option<String>,
    #[garde(dive, length(max = 60))]
    #[schema(max_items = 60)]
    pub forms: Vec<Form>,
    /// At most so many messages a minute.
    #[garde(range(min = 1, max = 6000))]
    #[schema(minimum = 1, maximum = 6000)]
    pub per_minute: i32,
    /// What a part of a text message costs, or a WhatsApp message, in millionths of the site's currency; not known when null.
    #[serde(default)]
    #[garde(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000, example = 35_000)]
    pub price: Option<i64>,
}

/// Says through whom a site's WhatsApp messages go, and in which forms. Refused with `required` beside what nothing can be sent without,
/// `invalid-phone` beside a sender that is no number, `form-twice` beside a second form for the same message and language, `not-by-whatsapp`
/// beside one for a message that never goes that way. Permission: `site.update`.
#[utoipa::path(put, path = "/whatsapp-gateways/{site_id}", tag = "notifications", operation_id = "set_whatsapp_gateway",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetWhatsappGateway,
    responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn set_whatsapp_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetWhatsappGateway>,
) -> Result<Versioned<GatewayView>, Problem> {
    lane::set::<WhatsappGateway>(&it, &actor, id, if_match, |before| changed(&it, before, body)).await
}

fn changed(it: &Gateways, before: &WhatsappGateway, body: SetWhatsappGateway) -> Result<WhatsappGateway, Problem> {
    let SetWhatsappGateway { enabled, provider, account, sender, key, signing_key, forms, per_minute, price } = body;
    check(&forms)?;
    let sender = text::filled(sender).map(|text| text.replace(' ', ""));
    if sender.as_deref().is_some_and(|text| !is_e164(text) && !text.starts_with("MG")) {
        return Err(Problem::field("/sender", "invalid-phone", "it begins with + and the country's code"));
    }
    let [at_key, at_signing] = places(before.site_id);
    let sealed = |place: &str, typed: Option<String>, kept: &Option<String>| match text::filled(typed) {
        Some(key) => it.vault.seal(place, key.as_bytes()).map(Some),
        None => Ok(kept.clone()),
    };
    let row = WhatsappGateway {
        enabled,
        provider,
        account: text::filled(account),
        sender,
        secret: sealed(&at_key, key, &before.secret)?,
        signing: sealed(&at_signing, signing_key, &before.signing)?,
        word: Some(before.word.clone().map_or_else(word, Ok)?),
        forms: serde_json::to_string(&forms).map_err(|error| Problem::internal(&error))?,
        per_minute,
        price,
        ..before.clone()
    };
    match row.lacks().filter(|_| enabled) {
        Some(pointer) => Err(Problem::field(pointer, "required", "no WhatsApp message can be sent without it")),
        None => Ok(row),
    }
}

fn word() -> Result<String, Problem> {
    Ok(URL_SAFE_NO_PAD.encode(vault::random::<24>()?))
}

fn check(forms: &[Form]) -> Result<(), Problem> {
    for (place, form) in forms.iter().enumerate() {
        let pointer = format!("/forms/{place}/event");
        if !order(form.event).contains(&Channel::Whatsapp) {
            return Err(Problem::field(pointer, "not-by-whatsapp", "this message goes by mail alone"));
        }
        if forms[..place].iter().any(|other| (other.event, other.language) == (form.event, form.language)) {
            return Err(Problem::field(pointer, "form-twice", "there is another form for this message and language"));
        }
    }
    Ok(())
}
