//! `PUT /sms-gateways/{site}`

use std::sync::Arc;

use axum::extract::State;
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Problem, SiteId, text};
use serde::Deserialize;
use utoipa::ToSchema;

use super::gateway::{Provider, SmsGateway, place};
use super::request::Request;
use super::view::GatewayView;
use super::{Gateways, lane};

/// Through whom a site's text messages are to go.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetSmsGateway {
    /// Text messages go out.
    #[garde(skip)]
    pub enabled: bool,
    #[garde(skip)]
    pub provider: Provider,
    /// Twilio's `Account SID`.
    #[garde(custom(text::line(100)))]
    #[schema(max_length = 100, format = "line", example = "AC0123456789abcdef0123456789abcdef")]
    pub account: Option<String>,
    /// Who the messages are from: a telephone number, or a name where the network takes one.
    #[garde(custom(text::line(40)))]
    #[schema(max_length = 40, format = "line", example = "GARAGE LAC")]
    pub sender: Option<String>,
    /// The one that is kept when left out. It is never shown again.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line", write_only)]
    pub key: Option<String>,
    /// Of a web address.
    #[serde(default)]
    #[garde(dive)]
    pub request: Option<Request>,
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

/// Says through whom a site's text messages go. Refused with `required` beside what nothing can be sent without, `no-place-for-text` and
/// `no-address` beside an address that lacks them, `address-refused` beside one of this house, `no-json` beside a body that would be none.
/// Permission: `site.update`.
#[utoipa::path(put, path = "/sms-gateways/{site_id}", tag = "notifications", operation_id = "set_sms_gateway",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetSmsGateway,
    responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn set_sms_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetSmsGateway>,
) -> Result<Versioned<GatewayView>, Problem> {
    lane::set::<SmsGateway>(&it, &actor, id, if_match, |before| changed(&it, before, body)).await
}

fn changed(it: &Gateways, before: &SmsGateway, body: SetSmsGateway) -> Result<SmsGateway, Problem> {
    let SetSmsGateway { enabled, provider, account, sender, key, request, per_minute, price } = body;
    let request = request.filter(|_| provider == Provider::Address);
    if let Some(request) = &request {
        check(it, request)?;
    }
    let secret = match text::filled(key) {
        Some(key) => Some(it.vault.seal(&place(before.site_id), key.as_bytes())?),
        None => before.secret.clone(),
    };
    let request = request.map(|request| serde_json::to_string(&request)).transpose().map_err(|error| Problem::internal(&error))?;
    let (account, sender) = (text::filled(account), text::filled(sender));
    let row = SmsGateway { enabled, provider, account, sender, secret, request, per_minute, price, ..before.clone() };
    match row.lacks().filter(|_| enabled) {
        Some(pointer) => Err(Problem::field(pointer, "required", "no text message can be sent without it")),
        None => Ok(row),
    }
}

fn check(it: &Gateways, request: &Request) -> Result<(), Problem> {
    let why = |code: &str| match code {
        "no-place-for-text" => "it needs a place for {text}, and one for {to} or {number}",
        "no-json" => "with its places filled it would be no JSON",
        _ => "it is no web address whose host is always the same",
    };
    request.check().map_err(|(pointer, code)| Problem::field(pointer, code, why(code)))?;
    for (pointer, address) in request.examples() {
        it.outside.place(&address).map_err(|fault| Problem::field(pointer, "address-refused", fault.to_string()))?;
    }
    Ok(())
}
