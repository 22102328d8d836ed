//! Through whom a site's text messages go.

use chrono::{DateTime, Utc};
use kernel::http::Versioned;
use kernel::site_settings::SiteSettings;
use kernel::{Actor, Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Gateways;
use super::lane::{Lane, Standing};
use super::request::Request;
use super::view::GatewayView;
use crate::messages::Channel;
use crate::sending::{Filled, Gateway, Plain, Twilio};

/// Messages a minute at a site that chose none; what most providers give a new account.
const USUAL_RATE: i32 = 60;

/// Who takes text messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = SmsProvider)]
pub enum Provider {
    Twilio,
    /// A web address.
    Address,
}

/// A site's choice as it is kept. Serialized into the audit trail: without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_sms_gateways")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub enabled: bool,
    pub provider: Provider,
    /// Twilio's name for the account.
    pub account: Option<String>,
    /// Who the messages are from.
    pub sender: Option<String>,
    /// Sealed.
    #[serde(skip)]
    pub secret: Option<String>,
    /// Of an address: the call, as JSON.
    pub request: Option<String>,
    /// Messages a minute.
    pub per_minute: i32,
    /// What a part of a text message costs, or a WhatsApp message: millionths of the site's currency.
    pub price: Option<i64>,
    /// Messages wait since then.
    pub paused_at: Option<DateTime<Utc>>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as SmsGateway;

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self {
            site_id,
            enabled: false,
            provider: Provider::Twilio,
            account: None,
            sender: None,
            secret: None,
            request: None,
            per_minute: USUAL_RATE,
            price: None,
            paused_at: None,
            version: 0,
        }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn call(&self) -> Option<Request> {
        self.request.as_deref().and_then(|text| serde_json::from_str(text).ok())
    }

    /// What it lacks for sending: a pointer to the field.
    pub fn lacks(&self) -> Option<&'static str> {
        let is_twilio = self.provider == Provider::Twilio;
        let missing = [
            (is_twilio && self.account.is_none(), "/account"),
            (is_twilio && self.sender.is_none(), "/sender"),
            (is_twilio && self.secret.is_none(), "/key"),
            (!is_twilio && self.request.is_none(), "/request"),
        ];
        missing.into_iter().find_map(|(lacks, pointer)| lacks.then_some(pointer))
    }
}

/// Where a site's key is sealed.
pub fn place(site: SiteId) -> String {
    format!("sms-gateway/{site}/secret")
}

impl Lane for Model {
    type View = GatewayView;

    const CHANNEL: Channel = Channel::Sms;
    const ENTITY: &'static str = "sms_gateway";
    const SET: &'static str = "sms_gateway.set";
    const PAUSE: &'static str = "sms_gateway.pause";
    const RESUME: &'static str = "sms_gateway.resume";

    fn is_enabled(&self) -> bool {
        self.enabled
    }

    fn paused_at(&self) -> Option<DateTime<Utc>> {
        self.paused_at
    }

    fn paused(self, at: Option<DateTime<Utc>>) -> Self {
        Self { paused_at: at, ..self }
    }

    fn open<'a>(&self, it: &'a Gateways) -> Result<Option<Box<dyn Gateway + 'a>>, Problem> {
        if self.lacks().is_some() {
            return Ok(None);
        }
        let key = self.secret.as_deref().map(|sealed| it.opened(&place(self.site_id), sealed)).transpose()?.unwrap_or_default();
        let (account, sender) = (self.account.clone().unwrap_or_default(), self.sender.clone().unwrap_or_default());
        if let Some(request) = self.call().filter(|_| self.provider == Provider::Address) {
            let (owner, now) = ((self.site_id, self.version), it.context.clock.now());
            return Ok(Some(Box::new(Plain { calls: &it.outside, request, sender, key, tokens: &it.tokens, owner, now })));
        }
        let told_at = it.told_at(self.site_id, Channel::Sms);
        Ok(Some(Box::new(Twilio { calls: &it.ours, base: &it.twilio, account, token: key, sender, told_at, prefix: "" })))
    }

    fn trial(&self, _: &str) -> Option<Filled> {
        None
    }

    fn view(self, it: &Gateways, standing: Standing, actor: &Actor) -> Versioned<GatewayView> {
        GatewayView::of(it, self, standing, actor)
    }
}
