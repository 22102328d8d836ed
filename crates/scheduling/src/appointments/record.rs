//! The rows of appointments, their allocations and their history.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::scheduling::{AllocationId, AppointmentId, AppointmentState, ResourceId, SeriesId, ServiceId, Translated};
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = AppointmentSource)]
pub enum Source {
    Desk,
    Phone,
    Online,
    Recurring,
}

/// Who gave it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = CancelledBy)]
pub enum By {
    Customer,
    Garage,
}

/// A service as it was when it was booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BookedService)]
pub struct Booked {
    pub id: ServiceId,
    pub names: Translated,
    pub minutes: i32,
    pub skill: Option<String>,
    pub capability: Option<String>,
}

/// An appointment as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scheduling_appointments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AppointmentId,
    pub number: String,
    pub site_id: SiteId,
    pub state: AppointmentState,
    pub customer_id: Option<CustomerId>,
    /// A label, or what was typed.
    pub customer_name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub vehicle_id: Option<VehicleId>,
    /// A label, or what was typed.
    pub plate: Option<String>,
    pub vehicle_label: Option<String>,
    /// JSON of [`Booked`].
    pub services: String,
    pub concern: String,
    pub notes: Option<String>,
    pub is_waiter: bool,
    pub source: Source,
    pub starts: i64,
    /// When the work ends as it is allocated.
    pub ends: i64,
    /// Of work.
    pub minutes: i32,
    pub promised_at: Option<DateTime<Utc>>,
    /// The first who works on it.
    pub technician_id: Option<UserId>,
    pub series_id: Option<SeriesId>,
    pub work_order_id: Option<WorkOrderId>,
    pub work_order_number: Option<String>,
    pub cancelled_by: Option<By>,
    pub cancel_reason: Option<String>,
    pub is_late: bool,
    /// Of messages, as who booked online chose.
    pub language: Option<String>,
    /// When who booked online agreed to be contacted about it.
    pub consent_at: Option<DateTime<Utc>>,
    /// Minor units of the site's currency.
    pub deposit_asked: Option<Amount>,
    /// JSON of what was received.
    pub deposit_received: Option<String>,
    /// The code of the reminder that led to it.
    pub reminder: Option<String>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn services(&self) -> Vec<Booked> {
        serde_json::from_str(&self.services).unwrap_or_default()
    }
}

/// A slice of a resource's time. No two of one resource overlap: whoever writes one holds the resource's lock.
pub mod allocation {
    use super::{AllocationId, AppointmentId, DeriveEntityModel, DeriveRelation, EnumIter, ResourceId, Serialize, SiteId, WorkOrderId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "scheduling_allocations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AllocationId,
        pub site_id: SiteId,
        pub appointment_id: Option<AppointmentId>,
        pub work_order_id: Option<WorkOrderId>,
        pub resource_id: ResourceId,
        pub starts: i64,
        pub ends: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Append-only.
pub mod history {
    use super::{AppointmentId, DateTime, DeriveEntityModel, DeriveRelation, EnumIter, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "scheduling_history")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub appointment_id: AppointmentId,
        pub at: DateTime<Utc>,
        pub by_name: String,
        pub event: String,
        /// JSON.
        pub detail: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
