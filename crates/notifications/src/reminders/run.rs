//! A run: who is to be reminded today, walked through once.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::vehicles::{DueKind, VehicleId};
use kernel::SiteId;
use kernel::outbox::Event;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::reminder::Stop;

/// A run as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_reminder_runs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub site_id: SiteId,
    /// The day's run has the day as its key, others their id: a day has one.
    pub key: String,
    /// Where the site is.
    pub day: NaiveDate,
    /// Who began it; null for the day's own.
    pub by_name: Option<String>,
    pub began_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Whoever works on it holds it until then.
    pub lease_until: Option<DateTime<Utc>>,
    /// Tells this holder from a later one.
    pub holder: i64,
    /// JSON of [`Place`].
    pub place: String,
    /// JSON of [`Figures`].
    pub figures: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Run;

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which part of the vehicles: those of the site and then those of none, each by what is due.
    pub part: usize,
    pub after: Option<(NaiveDate, VehicleId)>,
}

impl Place {
    /// What the present part is; none when all were walked.
    pub fn part(self) -> Option<(bool, DueKind)> {
        let kinds = DueKind::ALL.len();
        (self.part < 2 * kinds).then(|| (self.part < kinds, DueKind::ALL[self.part % kinds]))
    }

    pub const fn next_part(self) -> Self {
        Self { part: self.part + 1, after: None }
    }
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub found: i64,
    pub queued: i64,
    /// They heard of it before.
    pub told: i64,
    /// By the reason's name.
    pub stopped: BTreeMap<String, i64>,
}

impl Figures {
    pub fn stop(&mut self, why: Stop) {
        *self.stopped.entry(why.to_value()).or_default() += 1;
    }
}

impl Model {
    pub fn place(&self) -> Place {
        serde_json::from_str(&self.place).unwrap_or_default()
    }

    pub fn figures(&self) -> Figures {
        serde_json::from_str(&self.figures).unwrap_or_default()
    }
}

/// A site's run went on, or its reminders changed: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReminderRunChanged {
    pub site_id: SiteId,
}

impl Event for ReminderRunChanged {
    const KIND: &'static str = "message.reminded";
    fn aggregate(&self) -> Uuid {
        self.site_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
