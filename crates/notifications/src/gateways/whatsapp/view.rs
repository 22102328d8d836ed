use chrono::{DateTime, Utc};
use kernel::http::Versioned;
use kernel::{Actor, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::gateway::{Form, Provider, WhatsappGateway};
use crate::gateways::Gateways;
use crate::gateways::lane::Standing;
use crate::gateways::store::SentInMonth;
use crate::gateways::view::actions;
use crate::messages::Channel;

/// Through whom a site's WhatsApp messages go. Its keys are never shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WhatsappGateway)]
pub struct GatewayView {
    pub site_id: SiteId,
    pub enabled: bool,
    pub provider: Provider,
    pub account: Option<String>,
    pub sender: Option<String>,
    pub has_key: bool,
    pub has_signing_key: bool,
    /// Texts that the provider approved.
    pub forms: Vec<Form>,
    /// Where the provider is to tell what became of messages, and what customers write; that is set there.
    pub told_at: String,
    /// The `verify token` that Meta is given with that address; null with Twilio, and for who may not change it.
    pub word: Option<String>,
    /// Messages a minute.
    pub per_minute: i32,
    /// What a part of a text message costs, or a WhatsApp message: millionths of the currency.
    #[schema(example = 35_000)]
    pub price: Option<i64>,
    /// Of the site: ISO 4217.
    pub currency: String,
    /// What was sent since the month began where the site is.
    pub month: SentInMonth,
    /// Null unless messages wait.
    pub paused_at: Option<DateTime<Utc>>,
    /// Messages that wait to be sent, of 1000 at most.
    pub waiting: i64,
    /// `set`, `pause` or `resume`, `try`.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl GatewayView {
    pub fn of(it: &Gateways, row: WhatsappGateway, standing: Standing, actor: &Actor) -> Versioned<Self> {
        let actions = actions(actor, &row, row.lacks().is_none());
        let view = Self {
            site_id: row.site_id,
            enabled: row.enabled,
            provider: row.provider,
            forms: row.forms(),
            account: row.account,
            sender: row.sender,
            has_key: row.secret.is_some(),
            has_signing_key: row.signing.is_some(),
            told_at: it.told_at(row.site_id, Channel::Whatsapp),
            word: row.word.filter(|_| row.provider == Provider::Meta && actions.contains(&"set")),
            per_minute: row.per_minute,
            price: row.price,
            currency: standing.currency,
            month: standing.month,
            paused_at: row.paused_at,
            waiting: standing.waiting,
            actions,
            version: row.version,
        };
        Versioned(row.version, view)
    }
}
