//! Read a vehicle's tyres.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::store;
use super::view::VehicleTyres;
use crate::App;
use crate::vehicles::store::find;

/// What was found at each position, and which sets the garage keeps. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/tyres", tag = "vehicles", operation_id = "get_vehicle_tyres",
    params(("vehicle_id" = VehicleId, Path)),
    responses((status = 200, body = VehicleTyres)), security(("bearer" = [])))]
pub async fn get_vehicle_tyres(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
) -> Result<Json<VehicleTyres>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let reader = app.context.db.reader();
    find(reader, id).await?;
    Ok(Json(store::of(reader, id).await?))
}
