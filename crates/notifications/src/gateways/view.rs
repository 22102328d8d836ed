use chrono::{DateTime, Utc};
use contracts::identity::SITE_UPDATE;
use kernel::http::Versioned;
use kernel::{Actor, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::Gateways;
use super::gateway::{Provider, SmsGateway};
use super::lane::{Lane, Standing};
use super::request::Request;
use super::store::SentInMonth;
use crate::messages::Channel;

/// Through whom a site's text messages go. Its key is never shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SmsGateway)]
pub struct GatewayView {
    pub site_id: SiteId,
    pub enabled: bool,
    pub provider: Provider,
    pub account: Option<String>,
    pub sender: Option<String>,
    pub has_key: bool,
    /// Null with Twilio.
    pub request: Option<Request>,
    /// Where Twilio is to tell what customers answer; that is set at Twilio.
    pub answers_at: String,
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
    /// Text messages that wait to be sent, of 1000 at most.
    pub waiting: i64,
    /// `set`, `pause` or `resume`, `try`.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl GatewayView {
    pub fn of(it: &Gateways, row: SmsGateway, standing: Standing, actor: &Actor) -> Versioned<Self> {
        let actions = actions(actor, &row, row.lacks().is_none());
        let view = Self {
            site_id: row.site_id,
            enabled: row.enabled,
            provider: row.provider,
            request: row.call(),
            account: row.account,
            sender: row.sender,
            has_key: row.secret.is_some(),
            answers_at: it.told_at(row.site_id, Channel::Sms),
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

/// What may be done with a way.
pub fn actions<L: Lane>(actor: &Actor, row: &L, is_whole: bool) -> Vec<&'static str> {
    let turn = if row.paused_at().is_some() { "resume" } else { "pause" };
    let all = [("set", true), (turn, row.is_enabled()), ("try", is_whole)];
    let possible: Vec<_> = all.into_iter().filter(|(_, possible)| *possible).map(|(action, _)| (action, SITE_UPDATE)).collect();
    actor.allowed(row.site(), &possible)
}
