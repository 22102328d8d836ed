//! Rows as stored.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Fuel {
    Petrol,
    Diesel,
    Lpg,
    Hybrid,
    Electric,
    Other,
}

/// Why a reading is lower than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = OdometerReason)]
pub enum Reason {
    /// The one before was misread or mistyped.
    Typo,
    ClusterReplaced,
}

/// Where a reading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Source {
    /// Read at the vehicle.
    Manual,
    Import,
    WorkOrder,
}

#[expect(clippy::struct_field_names, reason = "a vehicle has a model, and the row's type is called Model")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "vehicles_vehicles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VehicleId,
    pub owner_id: Option<CustomerId>,
    /// A label for lists and search, fed by events.
    pub owner_name: Option<String>,
    pub plate_country: String,
    pub plate_kind: String,
    /// `215 TU 4821`
    pub plate_text: String,
    /// `215tu4821`
    pub plate_norm: String,
    pub vin: Option<String>,
    pub make: String,
    pub model: String,
    pub year: Option<i32>,
    pub fuel: Option<Fuel>,
    pub colour: Option<String>,
    /// The reading that counts, and when it was taken.
    pub odometer_km: Option<i64>,
    pub odometer_at: Option<DateTime<Utc>>,
    pub notes: Option<String>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who owned a vehicle from when to when.
pub mod ownership {
    use super::{CustomerId, DateTime, DeriveEntityModel, DeriveRelation, EnumIter, Utc, VehicleId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vehicles_ownerships")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub vehicle_id: VehicleId,
        pub customer_id: CustomerId,
        pub since: DateTime<Utc>,
        /// None for the present owner.
        pub until: Option<DateTime<Utc>>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A reading of the odometer. Never changed.
pub mod reading {
    use super::{DateTime, DeriveEntityModel, DeriveRelation, EnumIter, Reason, Source, Utc, VehicleId, WorkOrderId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vehicles_odometer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub vehicle_id: VehicleId,
        pub km: i64,
        pub at: DateTime<Utc>,
        pub source: Source,
        pub reason: Option<Reason>,
        pub work_order_id: Option<WorkOrderId>,
        pub by_name: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A completed work order, as the vehicle's history shows it.
pub mod visit {
    use super::{DateTime, DeriveEntityModel, DeriveRelation, EnumIter, SiteId, Utc, VehicleId, WorkOrderId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vehicles_visits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub work_order_id: WorkOrderId,
        pub vehicle_id: VehicleId,
        pub number: String,
        pub site_id: SiteId,
        pub completed_at: DateTime<Utc>,
        pub odometer_km: Option<i64>,
        pub summary: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
