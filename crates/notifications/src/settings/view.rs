use contracts::identity::{SITE_UPDATE, TimeOfDay};
use contracts::workshop::WorkStatus;
use kernel::http::Versioned;
use kernel::{Actor, SiteId};
use sea_orm::Iterable;
use serde::Serialize;
use utoipa::ToSchema;

use super::row::MessageSettings;
use crate::messages::MessageEvent;

/// Which messages a site sends, and when no telephone rings.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MessageSettings)]
pub struct SettingsView {
    pub site_id: SiteId,
    /// From this time in the evening on no text message goes out, where the customer is.
    #[schema(value_type = String, example = "21:00")]
    pub quiet_from: TimeOfDay,
    /// Until then in the morning.
    #[schema(value_type = String, example = "08:00")]
    pub quiet_until: TimeOfDay,
    /// Events of which nothing is sent.
    pub off: Vec<MessageEvent>,
    /// Turns of the work that customers hear of.
    pub statuses: Vec<WorkStatus>,
    /// Events that can be switched off.
    pub may_be_off: Vec<MessageEvent>,
    /// `set`.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl SettingsView {
    pub fn of(row: &MessageSettings, actor: &Actor) -> Versioned<Self> {
        let night = row.night();
        let view = Self {
            site_id: row.site_id,
            quiet_from: TimeOfDay { minutes: night.from },
            quiet_until: TimeOfDay { minutes: night.until },
            off: row.off(),
            statuses: row.statuses(),
            may_be_off: MessageEvent::iter().filter(|event| event.may_be_off()).collect(),
            actions: actor.allowed(row.site_id, &[("set", SITE_UPDATE)]),
            version: row.version,
        };
        Versioned(row.version, view)
    }
}
