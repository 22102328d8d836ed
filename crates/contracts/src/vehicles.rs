//! Vehicles, their owners, plates, odometer readings and visits.

use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::outbox::Event;
use kernel::{Permission, Problem, define_id};
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
