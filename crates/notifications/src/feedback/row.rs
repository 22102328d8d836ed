//! Feedback as it is kept.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::rule::State;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_feedback")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In the link.
    #[serde(skip)]
    pub code: String,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub number: String,
    pub customer_id: CustomerId,
    pub customer: String,
    pub plate: String,
    pub vehicle: String,
    pub state: State,
    /// When the message is due.
    pub asked_at: DateTime<Utc>,
    /// 1 to 5.
    pub score: Option<i16>,
    pub words: String,
    pub answered_at: Option<DateTime<Utc>>,
    /// In which it was answered first, where the site is: `2026-11`.
    pub month: Option<String>,
    pub handled_at: Option<DateTime<Utc>>,
    pub handled_by: Option<String>,
    /// What was done.
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Feedback;
