//! Whom a campaign reached, and who was to hear nothing of it.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::CustomerId;
use contracts::scheduling::AppointmentId;
use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use sea_orm::entity::prelude::*;

/// What happens within so long counts for a campaign.
pub const COUNTS_FOR: TimeDelta = TimeDelta::days(60);

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_recipients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub site_id: SiteId,
    /// Who it was then; a campaign reaches nobody twice.
    pub told_to: CustomerId,
    /// Who that is now: merges are followed.
    pub customer_id: CustomerId,
    /// A label, as it was.
    pub customer: String,
    /// They hear nothing.
    pub is_held: bool,
    pub at: DateTime<Utc>,
    /// What happens before counts.
    pub until: DateTime<Utc>,
    pub message_id: Option<Uuid>,
    pub code: Option<String>,
    /// What was booked by the link, and what became of it.
    pub appointment_id: Option<AppointmentId>,
    pub work_order_id: Option<WorkOrderId>,
    /// What was booked in that time, by whatever way.
    pub booked_id: Option<AppointmentId>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Recipient;
