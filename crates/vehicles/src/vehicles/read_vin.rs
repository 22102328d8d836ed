//! What a VIN says, without asking anybody.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::store;
use crate::{App, vin};

const KNOWN_AT_MOST: u64 = 5;

/// What is read from a VIN, to fill a form with; all of it may be overwritten.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VinReading {
    /// In capitals, without separators.
    pub vin: String,
    /// `check-digit` when a North American VIN's check digit is wrong.
    pub warning: Option<String>,
    /// Null when the manufacturer's code is not in our table.
    pub make: Option<String>,
    /// ISO 3166 alpha-2 of where it was made, where one code means one country.
    pub country: Option<String>,
    /// By the tenth place, where makers hold to it.
    pub year: Option<i32>,
    /// The vehicles that have this VIN already.
    pub known: Vec<KnownVin>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KnownVin {
    pub id: VehicleId,
    pub plate: String,
    /// Make, model and year.
    pub label: String,
}

/// Reads make, country and model year from a VIN, and tells which vehicles have it. 422 `invalid-vin` for its form alone.
/// Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vins/{vin}", tag = "vehicles", operation_id = "read_vin", params(("vin" = String, Path)),
    responses(
        (status = 200, body = VinReading),
        (status = 422, description = "It is no VIN", body = Problem, content_type = "application/problem+json")
    ), security(("bearer" = [])))]
pub async fn read_vin(State(app): State<App>, Caller(actor): Caller, Path(typed): Path<String>) -> Result<Json<VinReading>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let vin = vin::parse(&typed)?;
    let known = store::with_vin(app.context.db.reader(), &vin, KNOWN_AT_MOST).await?;
    let known = known.into_iter().map(|vehicle| KnownVin { id: vehicle.id, label: vehicle.label(), plate: vehicle.plate_text });
    let read = vin::decode(&vin, app.context.clock.now());
    Ok(Json(VinReading {
        warning: vin::warning(&vin).map(str::to_owned),
        make: read.make.map(str::to_owned),
        country: read.country.map(str::to_owned),
        year: read.year,
        known: known.collect(),
        vin,
    }))
}
