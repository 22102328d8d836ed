//! Settings and locked days as the API shows them.

use chrono::NaiveDate;
use contracts::scheduling::{LockedDayId, SCHEDULE_MANAGE};
use kernel::{Actor, Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::{Model, locked_day};

/// What a site chose about its schedule.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ScheduleSettings)]
pub struct SettingsView {
    pub site_id: SiteId,
    /// Minutes between the beginnings of slots.
    pub slot_minutes: i32,
    /// Customers who wait for their car and come in one slot; null: any number.
    pub most_waiters: Option<i32>,
    /// A customer who gives up later than so many hours before is late.
    pub late_hours: i32,
    /// What technicians may be able to.
    pub skills: Vec<String>,
    /// What bays and equipment may be able to.
    pub capabilities: Vec<String>,
    /// Strangers may book at `/book/{code}`.
    pub online: bool,
    /// How many hours beforehand they book at least.
    pub lead_hours: i32,
    /// How many days ahead they book at most.
    pub days_ahead: i32,
    /// Told to who books.
    pub online_text: String,
    /// Asked for beforehand, in minor units of the site's currency; null: never.
    pub deposit: Option<Amount>,
    /// Of online bookings of as many minutes of work, or more; null: not for their length.
    pub deposit_minutes: Option<i32>,
    /// Of who did not come so many times; null: not for that.
    pub deposit_no_shows: Option<i32>,
    /// Origins whose pages may show the booking page in a frame: the garage's own web site.
    pub frames: Vec<String>,
    /// 0 while the site chose nothing.
    pub version: i64,
    /// `update`, `lock_day`
    pub actions: Vec<String>,
}

impl SettingsView {
    pub fn new(settings: &Model, actor: &Actor) -> Self {
        let possible = [("update", SCHEDULE_MANAGE), ("lock_day", SCHEDULE_MANAGE)];
        Self {
            site_id: settings.site_id,
            slot_minutes: settings.slot_minutes,
            most_waiters: settings.most_waiters,
            late_hours: settings.late_hours,
            skills: settings.skills(),
            capabilities: settings.capabilities(),
            online: settings.online,
            lead_hours: settings.lead_hours,
            days_ahead: settings.days_ahead,
            online_text: settings.online_text.clone(),
            deposit: settings.deposit,
            deposit_minutes: settings.deposit_minutes,
            deposit_no_shows: settings.deposit_no_shows,
            frames: settings.frames(),
            version: settings.version,
            actions: actor.allowed(settings.site_id, &possible).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// A day on which a site takes no bookings.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LockedDay)]
pub struct LockedDayView {
    pub id: LockedDayId,
    pub site_id: SiteId,
    pub day: NaiveDate,
    pub reason: String,
    pub by_name: String,
}

impl From<locked_day::Model> for LockedDayView {
    fn from(day: locked_day::Model) -> Self {
        Self { id: day.id, site_id: day.site_id, day: day.day, reason: day.reason, by_name: day.by_name }
    }
}
