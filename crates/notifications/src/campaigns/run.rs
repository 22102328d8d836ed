//! A run of a campaign: whom it means today, walked through once.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use kernel::SiteId;
use sea_orm::ActiveEnum;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::judge::Pass;

/// A run as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_campaign_runs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
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
    pub after: Option<CustomerId>,
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub found: i64,
    pub queued: i64,
    /// They hear nothing.
    pub held: i64,
    /// By the reason's name.
    pub passed: BTreeMap<String, i64>,
}

impl Figures {
    pub fn pass(&mut self, why: Pass) {
        self.pass_many(why, 1);
    }

    pub fn pass_many(&mut self, why: Pass, people: usize) {
        *self.passed.entry(why.to_value()).or_default() += i64::try_from(people).unwrap_or_default();
    }

    pub fn passed(&self, why: Pass) -> i64 {
        self.passed.get(&why.to_value()).copied().unwrap_or_default()
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
