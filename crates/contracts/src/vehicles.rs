//! Vehicles, their owners, plates, odometer readings and visits.

use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::outbox::Event;
use kernel::{Permission, Problem, SiteId, define_id};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customers::CustomerId;
use crate::scheduling::Translated;

define_id!(
    /// A car, van, truck or motorcycle.
    VehicleId
);

pub const VEHICLE_READ: Permission = Permission("vehicle.read");
pub const VEHICLE_WRITE: Permission = Permission("vehicle.write");
pub const VEHICLE_RECORD_ODOMETER: Permission = Permission("vehicle.record_odometer");
pub const VEHICLE_TRANSFER: Permission = Permission("vehicle.transfer");
/// The plan and the fields that all vehicles have.
pub const VEHICLE_CONFIGURE: Permission = Permission("vehicle.configure");
/// Add photos and documents.
pub const VEHICLE_ATTACH: Permission = Permission("vehicle.attach");
pub const VEHICLE_IMPORT: Permission = Permission("vehicle.import");
/// Take the list away as a file.
pub const VEHICLE_EXPORT: Permission = Permission("vehicle.export");

/// What others show and print of a vehicle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VehicleCard {
    pub id: VehicleId,
    pub owner_id: Option<CustomerId>,
    /// Canonical: `215 TU 4821`.
    pub plate: String,
    /// Make, model and year: `Peugeot 208 2019`.
    pub label: String,
    pub odometer_km: Option<i64>,
    #[serde(default)]
    pub vin: Option<String>,
}

#[async_trait]
pub trait Vehicles: Send + Sync {
    async fn cards(&self, ids: &[VehicleId]) -> Result<Vec<VehicleCard>, Problem>;
}

/// A vehicle as who watches over a fleet sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FleetUnit {
    pub id: VehicleId,
    pub owner_id: CustomerId,
    #[schema(example = "215 TU 4821")]
    pub plate: String,
    /// The fleet's own number of it.
    pub unit_number: Option<String>,
    #[schema(example = "Peugeot 208 2019")]
    pub label: String,
    pub odometer_km: Option<i64>,
    /// What the instrument shows: `km`, `mi` or `h`.
    pub odometer_unit: String,
    /// When the next service is due by what was driven, and which.
    pub service_on: Option<NaiveDate>,
    pub service: Option<Translated>,
    /// The technical inspection is good until then; likewise the insurance.
    pub inspection_on: Option<NaiveDate>,
    pub insurance_on: Option<NaiveDate>,
}

#[async_trait]
pub trait FleetUnits: Send + Sync {
    /// The vehicles of these customers, what is due first before the others; at most [`MOST_UNITS`].
    async fn units(&self, owners: &[CustomerId]) -> Result<Vec<FleetUnit>, Problem>;
}

/// Units that a person sees at once.
pub const MOST_UNITS: u64 = 500;

/// What may be due for a vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum DueKind {
    Service,
    /// The technical inspection.
    Inspection,
    Insurance,
    RoadTax,
}

impl DueKind {
    pub const ALL: [Self; 4] = [Self::Service, Self::Inspection, Self::Insurance, Self::RoadTax];
}

/// A vehicle with what is due for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueVehicle {
    pub id: VehicleId,
    pub owner_id: Option<CustomerId>,
    pub plate: String,
    pub label: String,
    pub archived: bool,
    /// Where it was last.
    pub site_id: Option<SiteId>,
    /// What the instrument shows: `km`, `mi` or `h`.
    pub unit: String,
    pub service: Option<DueService>,
    /// The technical inspection is good until then; likewise insurance and road tax.
    pub inspection_on: Option<NaiveDate>,
    pub insurance_on: Option<NaiveDate>,
    pub road_tax_on: Option<NaiveDate>,
}

/// The next service, by what was driven or by time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueService {
    pub on: NaiveDate,
    /// Of the plan: what is due first.
    pub item: String,
    /// What that is called, and what is due within 30 days after it.
    pub titles: Vec<Translated>,
    /// What the odometer shows then, in kilometres (hours of a machine), where it has a distance.
    pub at: Option<i64>,
    /// When it was last done.
    pub done_on: Option<NaiveDate>,
}

impl DueVehicle {
    pub fn on(&self, kind: DueKind) -> Option<NaiveDate> {
        match kind {
            DueKind::Service => self.service.as_ref().map(|service| service.on),
            DueKind::Inspection => self.inspection_on,
            DueKind::Insurance => self.insurance_on,
            DueKind::RoadTax => self.road_tax_on,
        }
    }
}

/// Which vehicles: those for which one kind of thing is due from a day until another, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueAsked {
    /// Where they were last; none for those that have been nowhere.
    pub site: Option<SiteId>,
    pub kind: DueKind,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The last of the page before.
    pub after: Option<(NaiveDate, VehicleId)>,
    pub limit: u64,
}

/// What is due, for whoever reminds people of it.
#[async_trait]
pub trait DueVehicles: Send + Sync {
    /// By the day, then by the vehicle; archived ones are left out.
    async fn due(&self, asked: &DueAsked) -> Result<Vec<DueVehicle>, Problem>;
    /// As they stand now, archived ones too.
    async fn standing(&self, ids: &[VehicleId]) -> Result<Vec<DueVehicle>, Problem>;
    /// How many vehicles are due on each day; days without any are left out.
    async fn due_days(
        &self,
        site: Option<SiteId>,
        kind: DueKind,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<(NaiveDate, i64)>, Problem>;
}

/// A vehicle as it stands with its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedVehicle {
    pub id: VehicleId,
    pub owner_id: CustomerId,
    pub plate: String,
    pub label: String,
    /// Of its last visit; none of what was nowhere.
    pub site_id: Option<SiteId>,
}

/// Whose vehicles are where.
#[async_trait]
pub trait OwnedVehicles: Send + Sync {
    /// Of these owners, the newest first, twenty of each at most; archived ones are left out.
    async fn owned(&self, owners: &[CustomerId]) -> Result<Vec<OwnedVehicle>, Problem>;
}

/// A vehicle was created or changed, or changed hands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VehicleSaved {
    pub id: VehicleId,
    pub owner_id: Option<CustomerId>,
    pub plate: String,
    pub label: String,
}

impl Event for VehicleSaved {
    const KIND: &'static str = "vehicle.saved";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}
