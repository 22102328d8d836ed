//! A garage's own text, as it is kept.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::messages::{Channel, MessageEvent};
use crate::sending::route::order;

/// What a text is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = MessageTextChannel)]
pub enum TextChannel {
    /// Mails, and what goes to the console in their place.
    Email,
    /// Text messages.
    Sms,
}

/// A garage's own text. Serialized into the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_texts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub id: Uuid,
    /// [`ALL_SITES`], or the one it is for.
    #[serde(skip)]
    pub site_id: SiteId,
    pub event: MessageEvent,
    pub channel: TextChannel,
    pub language: String,
    /// Empty of a text message.
    pub subject: String,
    /// None where it was removed: its version goes on, so that nobody who read it before overwrites what came after.
    pub body: Option<String>,
    #[serde(skip)]
    pub written_by: String,
    #[serde(skip)]
    pub written_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Text;

/// Stands where a text is for every site that has none of its own.
pub const ALL_SITES: SiteId = SiteId(Uuid::nil());

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// None: all sites.
    pub site: Option<SiteId>,
    pub event: MessageEvent,
    pub channel: TextChannel,
    pub language: Language,
}

impl Place {
    /// None where no garage writes a text of its own.
    pub fn new(site: Option<SiteId>, (event, channel, language): (MessageEvent, TextChannel, Language)) -> Option<Self> {
        channels(event).contains(&channel).then_some(Self { site, event, channel, language })
    }

    pub fn kept_at(self) -> SiteId {
        self.site.unwrap_or(ALL_SITES)
    }
}

/// The channels for which an event may have texts of the garage's own; each campaign has its own.
pub fn channels(event: MessageEvent) -> Vec<TextChannel> {
    let ways = order(event);
    let all = [(TextChannel::Sms, ways.contains(&Channel::Sms)), (TextChannel::Email, ways.contains(&Channel::Email))];
    all.into_iter()
        .filter(|(_, goes)| *goes && event.is_the_garages() && event != MessageEvent::Promotion)
        .map(|(channel, _)| channel)
        .collect()
}
