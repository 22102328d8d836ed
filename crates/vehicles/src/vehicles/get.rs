//! Read a vehicle.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::store;
use super::view::VehicleView;
use crate::App;

/// A vehicle with its owner and last reading. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}", tag = "vehicles", operation_id = "get_vehicle",
    params(("vehicle_id" = VehicleId, Path)),
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn get_vehicle(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
) -> Result<Versioned<VehicleView>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let vehicle = store::find(app.context.db.reader(), id).await?;
    Ok(Versioned(vehicle.version, VehicleView::new(vehicle, &actor)))
}
