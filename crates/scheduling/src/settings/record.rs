//! The rows of settings and locked days.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::scheduling::LockedDayId;
use kernel::site_settings::SiteSettings;
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::resources::Kind;
use crate::resources::record::json;

/// What a garage begins with; it adds its own.
const SKILLS: [&str; 7] = ["service", "brakes", "diagnosis", "tyres", "electrics", "air_conditioning", "bodywork"];
const CAPABILITIES: [&str; 4] = ["lift", "alignment_rack", "diagnostic_tool", "spray_booth"];

/// A site's settings as they are kept; a site that chose nothing has no row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scheduling_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Minutes between the beginnings of slots.
    pub slot_minutes: i32,
    /// Customers who wait for their car and come in one slot; none: any number.
    pub most_waiters: Option<i32>,
    /// A customer who gives up later than so many hours before is late.
    pub late_hours: i32,
    /// JSON.
    pub skills: String,
    pub capabilities: String,
    /// Strangers may book.
    pub online: bool,
    /// How many hours beforehand at least.
    pub lead_hours: i32,
    /// How many days ahead at most.
    pub days_ahead: i32,
    /// Told to who books.
    pub online_text: String,
    /// Asked for beforehand, in minor units of the site's currency; none: never.
    pub deposit: Option<Amount>,
    /// Of online bookings of as many minutes of work, or more.
    pub deposit_minutes: Option<i32>,
    /// Of who did not come so many times.
    pub deposit_no_shows: Option<i32>,
    /// JSON of origins: whose pages may show the booking page in a frame.
    pub frames: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self {
            site_id,
            slot_minutes: 15,
            most_waiters: None,
            late_hours: 24,
            skills: json(&SKILLS),
            capabilities: json(&CAPABILITIES),
            online: false,
            lead_hours: 4,
            days_ahead: 60,
            online_text: String::new(),
            deposit: None,
            deposit_minutes: None,
            deposit_no_shows: None,
            frames: "[]".into(),
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
    pub fn skills(&self) -> Vec<String> {
        serde_json::from_str(&self.skills).unwrap_or_default()
    }

    pub fn capabilities(&self) -> Vec<String> {
        serde_json::from_str(&self.capabilities).unwrap_or_default()
    }

    pub fn frames(&self) -> Vec<String> {
        serde_json::from_str(&self.frames).unwrap_or_default()
    }

    /// What a resource of the kind may have.
    pub fn codes_of(&self, kind: Kind) -> Vec<String> {
        if kind == Kind::Technician { self.skills() } else { self.capabilities() }
    }

    pub fn slot_seconds(&self) -> i64 {
        i64::from(self.slot_minutes) * 60
    }
}

/// A day on which a site takes no bookings.
pub mod locked_day {
    use super::{DateTime, DeriveEntityModel, DeriveRelation, EnumIter, LockedDayId, NaiveDate, Serialize, SiteId, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "scheduling_locked_days")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LockedDayId,
        pub site_id: SiteId,
        pub day: NaiveDate,
        pub reason: String,
        pub by_name: String,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
