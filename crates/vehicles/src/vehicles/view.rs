//! A vehicle and its visits as the API shows them, and what this caller may do.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::INVOICE_READ;
use contracts::customers::CustomerId;
use contracts::vehicles::{VEHICLE_RECORD_ODOMETER, VEHICLE_TRANSFER, VEHICLE_WRITE, VehicleId};
use contracts::workshop::WorkOrderId;
use kernel::{Actor, Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::{Fuel, Unit, Usage, visit};
use super::vehicle::Vehicle;
use crate::fields;
use crate::past::PastVisit;
use crate::vin;

/// A car, van, truck or motorcycle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Vehicle)]
pub struct VehicleView {
    pub id: VehicleId,
    pub owner: Option<OwnerView>,
    pub plate: PlateView,
    pub vin: Option<String>,
    /// `check-digit` when a North American VIN's check digit is wrong.
    pub vin_warning: Option<String>,
    pub make: String,
    pub model: String,
    pub year: Option<i32>,
    pub fuel: Option<Fuel>,
    pub colour: Option<String>,
    pub odometer_km: Option<i64>,
    /// As the instrument shows it, in its own unit.
    pub odometer_shown: Option<i64>,
    pub odometer_unit: Unit,
    pub odometer_at: Option<DateTime<Utc>>,
    pub usage: Usage,
    pub first_registered_on: Option<NaiveDate>,
    pub inspection_on: Option<NaiveDate>,
    pub insurance_on: Option<NaiveDate>,
    pub road_tax_on: Option<NaiveDate>,
    /// When the first item of the plan is due, and which one it is.
    pub service_on: Option<NaiveDate>,
    pub service_item: Option<String>,
    pub key_tag: Option<String>,
    pub unit_number: Option<String>,
    pub engine_code: Option<String>,
    /// What it has in the garage's own fields: key to value.
    pub custom: BTreeMap<String, String>,
    pub archived: bool,
    pub notes: Option<String>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
    /// `update`, `record_odometer`, `transfer`, `archive`, `restore`
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = VehicleOwner)]
pub struct OwnerView {
    pub id: CustomerId,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Plate)]
pub struct PlateView {
    /// ISO 3166 alpha-2.
    pub country: String,
    #[schema(value_type = crate::plate::Kind)]
    pub kind: String,
    /// Canonical: `215 TU 4821`.
    pub text: String,
}

impl VehicleView {
    pub fn new(vehicle: Vehicle, actor: &Actor) -> Self {
        let possible = [("update", VEHICLE_WRITE), ("record_odometer", VEHICLE_RECORD_ODOMETER), ("transfer", VEHICLE_TRANSFER)];
        let away = if vehicle.archived_at.is_some() { ("restore", VEHICLE_WRITE) } else { ("archive", VEHICLE_WRITE) };
        let allowed = possible.iter().chain([&away]).filter(|(_, permission)| actor.may_anywhere(*permission));
        Self {
            id: vehicle.id,
            owner: vehicle.owner_id.map(|id| OwnerView { id, name: vehicle.owner_name.unwrap_or_default() }),
            plate: PlateView { country: vehicle.plate_country, kind: vehicle.plate_kind, text: vehicle.plate_text },
            vin_warning: vehicle.vin.as_deref().and_then(vin::warning).map(str::to_owned),
            vin: vehicle.vin,
            make: vehicle.make,
            model: vehicle.model,
            year: vehicle.year,
            fuel: vehicle.fuel,
            colour: vehicle.colour,
            odometer_km: vehicle.odometer_km,
            odometer_shown: vehicle.odometer_km.map(|kept| vehicle.odometer_unit.shown(kept)),
            odometer_unit: vehicle.odometer_unit,
            odometer_at: vehicle.odometer_at,
            usage: vehicle.usage,
            first_registered_on: vehicle.first_registered_on,
            inspection_on: vehicle.inspection_on,
            insurance_on: vehicle.insurance_on,
            road_tax_on: vehicle.road_tax_on,
            service_on: vehicle.service_on,
            service_item: vehicle.service_item,
            key_tag: vehicle.key_tag,
            unit_number: vehicle.unit_number,
            engine_code: vehicle.engine_code,
            custom: fields::read(&vehicle.custom),
            archived: vehicle.archived_at.is_some(),
            notes: vehicle.notes,
            created_at: vehicle.created_at,
            version: vehicle.version,
            actions: allowed.map(|(name, _)| (*name).to_owned()).collect(),
        }
    }
}

/// A job that was done, and what it came to without VAT, in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneJob {
    pub title: String,
    pub net: i64,
}

/// What was done at a visit: here, or before the garage had this system.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleVisit {
    pub id: Uuid,
    /// Null for one out of an earlier system.
    pub work_order_id: Option<WorkOrderId>,
    /// Of the work order, or of the earlier system's document if it had one.
    pub number: Option<String>,
    pub site_id: SiteId,
    /// Of one out of an earlier system only the day is known: it is noon UTC.
    pub completed_at: DateTime<Utc>,
    pub odometer_km: Option<i64>,
    /// Titles of the jobs done.
    pub summary: String,
    /// It was brought from an earlier system.
    pub is_earlier: bool,
    /// Where it was done, when at another garage.
    pub garage: Option<String>,
    /// What one out of an earlier system came to; null for who may not read invoices of the site.
    pub total: Option<Amount>,
    pub currency: Option<String>,
}

impl From<visit::Model> for VehicleVisit {
    fn from(visit: visit::Model) -> Self {
        Self {
            id: visit.work_order_id.0,
            work_order_id: Some(visit.work_order_id),
            number: Some(visit.number),
            site_id: visit.site_id,
            completed_at: visit.completed_at,
            odometer_km: visit.odometer_km,
            summary: visit.summary,
            is_earlier: false,
            garage: None,
            total: None,
            currency: None,
        }
    }
}

impl VehicleVisit {
    pub fn earlier(visit: PastVisit, actor: &Actor) -> Self {
        let total = visit.total.filter(|_| actor.may(INVOICE_READ, visit.site_id));
        Self {
            id: visit.id,
            work_order_id: None,
            number: visit.number,
            site_id: visit.site_id,
            completed_at: visit.at,
            odometer_km: visit.odometer_km,
            summary: visit.summary,
            is_earlier: true,
            garage: visit.garage,
            total,
            currency: total.map(|_| visit.currency),
        }
    }
}
