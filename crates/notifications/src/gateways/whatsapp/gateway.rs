//! Through whom a site's WhatsApp messages go, and in which forms.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use kernel::http::Versioned;
use kernel::site_settings::SiteSettings;
use kernel::{Actor, Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::GatewayView;
use crate::gateways::Gateways;
use crate::gateways::lane::{Lane, Standing};
use crate::messages::{Channel, MessageEvent};
use crate::sending::{Filled, Gateway, Meta, Twilio};

/// Messages a minute at a site that chose none: far below what Meta gives a new number.
const USUAL_RATE: i32 = 60;

/// Who takes WhatsApp messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = WhatsappProvider)]
pub enum Provider {
    /// The Cloud API.
    Meta,
    Twilio,
}

/// A site's choice as it is kept. Serialized into the audit trail: without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_whatsapp_gateways")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub enabled: bool,
    pub provider: Provider,
    /// Meta's `Phone number ID`, or Twilio's `Account SID`.
    pub account: Option<String>,
    /// With Twilio: the number that messages are from, E.164, or a messaging service.
    pub sender: Option<String>,
    /// Meta's access token, or Twilio's auth token; sealed.
    #[serde(skip)]
    pub secret: Option<String>,
    /// Meta's `App secret`, which signs what it tells; sealed.
    #[serde(skip)]
    pub signing: Option<String>,
    /// What Meta says when it asks whether this is the address.
    #[serde(skip)]
    pub word: Option<String>,
    /// [`Form`]s, as JSON.
    pub forms: String,
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

pub use Model as WhatsappGateway;

/// A text that the provider approved: a business may begin to write with no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WhatsappForm)]
pub struct Form {
    /// What it is for.
    #[garde(skip)]
    pub event: MessageEvent,
    #[garde(skip)]
    pub language: Language,
    /// What Meta calls it; with Twilio its `Content SID`.
    #[garde(custom(kernel::text::filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line", example = "car_ready")]
    pub name: String,
    /// What stands in its places, in their order.
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub places: Vec<Fact>,
}

/// What can stand in a place of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WhatsappFact)]
pub enum Fact {
    /// What a text message would say.
    Text,
    Customer,
    Garage,
    /// The garage's telephone number.
    Phone,
    /// The page that the message leads to; a dash where it leads to none.
    Link,
}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self {
            site_id,
            enabled: false,
            provider: Provider::Meta,
            account: None,
            sender: None,
            secret: None,
            signing: None,
            word: None,
            forms: "[]".into(),
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
    pub fn forms(&self) -> Vec<Form> {
        serde_json::from_str(&self.forms).unwrap_or_default()
    }

    /// The form of a message, where it has one.
    pub fn form(&self, event: MessageEvent, language: Language) -> Option<Form> {
        self.forms().into_iter().find(|form| form.event == event && form.language == language)
    }

    /// What it lacks for sending: a pointer to the field.
    pub fn lacks(&self) -> Option<&'static str> {
        let is_twilio = self.provider == Provider::Twilio;
        let missing = [
            (self.account.is_none(), "/account"),
            (is_twilio && self.sender.is_none(), "/sender"),
            (self.secret.is_none(), "/key"),
            (!is_twilio && self.signing.is_none(), "/signing_key"),
        ];
        missing.into_iter().find_map(|(lacks, pointer)| lacks.then_some(pointer))
    }
}

/// Where a site's key is sealed, and what signs.
pub fn places(site: SiteId) -> [String; 2] {
    ["secret", "signing"].map(|name| format!("whatsapp-gateway/{site}/{name}"))
}

impl Lane for Model {
    type View = GatewayView;

    const CHANNEL: Channel = Channel::Whatsapp;
    const ENTITY: &'static str = "whatsapp_gateway";
    const SET: &'static str = "whatsapp_gateway.set";
    const PAUSE: &'static str = "whatsapp_gateway.pause";
    const RESUME: &'static str = "whatsapp_gateway.resume";

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
        let [place, _] = places(self.site_id);
        let token = self.secret.as_deref().map(|sealed| it.opened(&place, sealed)).transpose()?.unwrap_or_default();
        let (account, sender) = (self.account.clone().unwrap_or_default(), self.sender.clone().unwrap_or_default());
        if self.provider == Provider::Meta {
            return Ok(Some(Box::new(Meta { calls: &it.ours, base: &it.meta, account, token })));
        }
        let told_at = it.told_at(self.site_id, Channel::Whatsapp);
        Ok(Some(Box::new(Twilio { calls: &it.ours, base: &it.twilio, account, token, sender, told_at, prefix: "whatsapp:" })))
    }

    fn trial(&self, garage: &str) -> Option<Filled> {
        let form = self.forms().into_iter().next()?;
        let places = form.places.iter().map(|_| garage.to_owned()).collect();
        Some(Filled { name: form.name, language: form.language, places })
    }

    fn view(self, it: &Gateways, standing: Standing, actor: &Actor) -> Versioned<GatewayView> {
        GatewayView::of(it, self, standing, actor)
    }
}
