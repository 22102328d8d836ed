//! Something that is due for a vehicle, with what was told of it and why nothing more is.

use chrono::NaiveDate;
use contracts::customers::CustomerId;
use contracts::scheduling::AppointmentId;
use contracts::vehicles::{DueKind, VehicleId};
use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::ladder::Told;

/// Why people are not reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = ReminderStop)]
pub enum Stop {
    /// An appointment lies ahead.
    Booked,
    /// The vehicle stands in the garage.
    Inside,
    /// It was sold, and nobody knows to whom.
    NoOwner,
    /// The customer is archived.
    CustomerGone,
    /// They want no messages about their visits.
    Refused,
    /// There is no way to write to them.
    Unreachable,
    /// It was done, or the date moved away.
    Done,
    /// It has been due for more than two weeks.
    Overdue,
    /// The vehicle is archived.
    Archived,
    /// The site reminds of it no more, or the vehicle goes elsewhere.
    Off,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_reminders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub vehicle_id: VehicleId,
    pub kind: DueKind,
    pub site_id: SiteId,
    pub customer_id: Option<CustomerId>,
    /// Labels, as they were at the last run.
    pub customer: String,
    pub plate: String,
    pub vehicle: String,
    /// JSON: what the items of a service are called.
    pub titles: String,
    pub due_on: NaiveDate,
    /// Of the plan.
    pub item: Option<String>,
    /// Days before it was due, of what was told last; and what was known then.
    pub told_step: Option<i32>,
    pub told_on: Option<NaiveDate>,
    pub told_due_on: Option<NaiveDate>,
    pub told_done_on: Option<NaiveDate>,
    pub told_item: Option<String>,
    pub told_to: Option<CustomerId>,
    pub message_id: Option<Uuid>,
    pub code: Option<String>,
    /// What was booked by the link of the message.
    pub appointment_id: Option<AppointmentId>,
    /// What became of it.
    pub work_order_id: Option<WorkOrderId>,
    pub stopped: Option<Stop>,
    pub next_on: Option<NaiveDate>,
    /// It may still be told: it is looked at each day.
    pub is_open: bool,
    /// Where the site is.
    pub seen_on: NaiveDate,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Reminder;

impl Model {
    pub fn told(&self) -> Option<Told> {
        Some(Told {
            step: self.told_step?,
            due_on: self.told_due_on?,
            done_on: self.told_done_on,
            item: self.told_item.clone(),
            to: self.told_to?,
        })
    }
}
