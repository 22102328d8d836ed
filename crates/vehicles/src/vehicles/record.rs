//! Rows as stored.

use chrono::{DateTime, NaiveDate, Utc};
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
    /// The one before was in miles and taken for kilometres, or the other way round.
    UnitMixup,
}

/// What makes a reading doubtful; it is kept and shown, and nothing is predicted from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = OdometerDoubt)]
pub enum Doubt {
    /// More than 1000 km a day since the last one (more than 24 hours a day of a machine).
    Fast,
    /// Of a past visit: lower than one before it, or higher than one after it.
    OutOfOrder,
}

/// What the instrument counts. Kilometres are kept for miles too: of whole miles none is lost on the way there and back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = OdometerUnit)]
pub enum Unit {
    #[default]
    Km,
    Mi,
    /// Hours of a machine: what is kept are hours.
    H,
}

/// What a vehicle is used for: how often the law has it inspected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = VehicleUsage)]
pub enum Usage {
    #[default]
    Private,
    Utility,
    /// Taxi, louage or rental.
    Hire,
}

/// What the new owner of a vehicle may see of its time before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = TransferShares)]
pub enum Shares {
    /// The vehicle alone.
    #[default]
    Vehicle,
    /// And what was found at its inspections.
    Inspections,
    /// And what was done to it. Never what it cost.
    Work,
}

/// Where a reading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = OdometerSource)]
pub enum Source {
    /// Read at the vehicle.
    Manual,
    Import,
    WorkOrder,
}

/// Stands for the site of a vehicle that was at none: it is found by an index as those of a site are.
pub const fn nowhere() -> SiteId {
    SiteId(Uuid::nil())
}

#[expect(clippy::struct_field_names, reason = "a vehicle has a model, and the row's type is called Model")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
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
    pub odometer_unit: Unit,
    pub usage: Usage,
    pub first_registered_on: Option<NaiveDate>,
    /// The technical inspection is good until then; likewise insurance and road tax.
    pub inspection_on: Option<NaiveDate>,
    pub insurance_on: Option<NaiveDate>,
    pub road_tax_on: Option<NaiveDate>,
    pub key_tag: Option<String>,
    pub unit_number: Option<String>,
    pub engine_code: Option<String>,
    /// The fields that the garage made, as JSON: key to value.
    pub custom: String,
    pub archived_at: Option<DateTime<Utc>>,
    /// When the first item of the plan is due, which one it is, and how far the vehicle goes in a day (metres, or thousandths of
    /// an hour): reckoned by [`super::reckon`] from what is known, so that lists can ask for it.
    #[serde(skip)]
    pub service_on: Option<NaiveDate>,
    #[serde(skip)]
    pub service_item: Option<String>,
    #[serde(skip)]
    pub daily: Option<i64>,
    /// By which version of the plan.
    #[serde(skip)]
    pub planned: i64,
    /// Where it was last; nil before its first visit. Reckoned likewise, as what follows.
    #[serde(skip, default = "nowhere")]
    pub site_id: SiteId,
    /// What the odometer shows when the item is due, where it has a distance.
    #[serde(skip)]
    pub service_at: Option<i64>,
    /// When the item was last done.
    #[serde(skip)]
    pub service_done_on: Option<NaiveDate>,
    /// The items that are due soon after it, with commas between.
    #[serde(skip)]
    pub service_with: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who owned a vehicle from when to when.
pub mod ownership {
    use super::{CustomerId, DateTime, DeriveEntityModel, DeriveRelation, EnumIter, Shares, Utc, VehicleId};
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
        /// What of the time before was handed over with it.
        pub shares: Shares,
        /// The vehicle was given to them by mistake: they never owned it.
        pub undone_at: Option<DateTime<Utc>>,
        /// Who wrote it down.
        pub by_name: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A reading of the odometer. Never changed.
pub mod reading {
    use super::{DateTime, DeriveEntityModel, DeriveRelation, Doubt, EnumIter, Reason, Source, Utc, VehicleId, WorkOrderId};
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
        pub doubt: Option<Doubt>,
        /// The visit of an earlier system that told it, and with which it goes.
        pub past_visit_id: Option<Uuid>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is known of an item of the plan for one vehicle: other intervals, when it was last done, or that it has none.
pub mod care {
    use super::{DeriveEntityModel, DeriveRelation, EnumIter, NaiveDate, VehicleId};
    use sea_orm::entity::prelude::*;
    use serde::Serialize;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "vehicles_care")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub vehicle_id: VehicleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: String,
        pub km: Option<i64>,
        pub months: Option<i32>,
        pub hours: Option<i64>,
        pub done_on: Option<NaiveDate>,
        /// What the odometer showed.
        pub done_at: Option<i64>,
        pub is_off: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An item that only this vehicle has: of a job that was done to it and is done again.
pub mod own_item {
    use super::{DeriveEntityModel, DeriveRelation, EnumIter, VehicleId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vehicles_own_items")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub vehicle_id: VehicleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: String,
        /// In three languages, JSON.
        pub title: String,
        /// Titles of jobs that did it, JSON.
        pub words: String,
        pub km: Option<i64>,
        pub months: Option<i32>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A plate that the vehicle had before.
pub mod old_plate {
    use super::{DateTime, DeriveEntityModel, DeriveRelation, EnumIter, Utc, VehicleId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vehicles_plates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub vehicle_id: VehicleId,
        pub country: String,
        pub kind: String,
        pub text: String,
        pub norm: String,
        pub since: Option<DateTime<Utc>>,
        pub until: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A completed work order, as the vehicle's history shows it.
pub mod visit {
    use super::{CustomerId, DateTime, DeriveEntityModel, DeriveRelation, EnumIter, SiteId, Utc, VehicleId, WorkOrderId};
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
        /// Whose vehicle it was for; what it cost is nobody else's.
        pub customer_id: Option<CustomerId>,
        /// The jobs with what they came to, as JSON: [`super::super::view::DoneJob`].
        pub jobs: String,
        /// With VAT, without stamp duty.
        pub total: Option<i64>,
        pub currency: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
