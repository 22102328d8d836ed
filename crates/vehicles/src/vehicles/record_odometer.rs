//! Record a reading of the odometer.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_RECORD_ODOMETER, VehicleId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::announce::announce;
use super::record::{Reason, Source};
use super::store;
use super::vehicle::{MAX_KM, Taken};
use super::view::VehicleView;
use crate::care::refresh::reckon_one;
use crate::{App, Error};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OdometerInput {
    #[garde(range(min = 0, max = MAX_KM))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub km: Option<i64>,
    /// Instead of `km`: as the instrument shows it, in the vehicle's unit.
    #[garde(range(min = 0, max = MAX_KM))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub shown: Option<i64>,
    /// Why it is lower than the last one.
    #[garde(skip)]
    pub reason: Option<Reason>,
}

/// Adds a reading. Lower than the last one it is a 409 `odometer-rollback`, unless a reason is given;
/// further than 1000 km a day it is taken and doubted: nothing is predicted from it.
/// Permission: `vehicle.record_odometer`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/odometer", tag = "vehicles", operation_id = "record_odometer",
    params(("vehicle_id" = VehicleId, Path), ("If-Match" = Option<String>, Header)), request_body = OdometerInput,
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn record_odometer(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    read_version: IfMatch,
    Json(input): Json<OdometerInput>,
) -> Result<Versioned<VehicleView>, Problem> {
    let view = record(&app, &actor, id, &read_version, &input).await?;
    Ok(Versioned(view.version, view))
}

async fn record(app: &App, actor: &Actor, id: VehicleId, read_version: &IfMatch, input: &OdometerInput) -> Result<VehicleView, Problem> {
    actor.permit_anywhere(VEHICLE_RECORD_ODOMETER)?;
    let clock = app.context.clock.as_ref();
    let mut tx = app.context.db.begin().await?;
    let mut vehicle = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    read_version.check(vehicle.version)?;
    let known = vehicle.clone();
    let taken = Taken { at: clock.now(), source: Source::Manual, work_order_id: None, by_name: actor.name.clone() };
    let km = match (input.km, input.shown) {
        (Some(km), None) => km,
        (None, Some(shown)) => vehicle.odometer_unit.kept(shown),
        _ => return Err(Error::OneReading.into()),
    };
    let reading = vehicle.record_odometer(km, input.reason, taken)?;
    store::insert_readings(&tx, &[reading]).await?;
    reckon_one(&tx, &mut vehicle, clock.now().date_naive()).await?;
    store::save(&tx, &mut vehicle).await?;
    announce(&mut tx, "vehicle.record_odometer", Some(&known), &vehicle, actor, clock).await?;
    tx.commit().await?;
    Ok(VehicleView::new(vehicle, actor))
}
