//! The odometer's log.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};

use super::store;
use super::view::OdometerReading;
use crate::App;
use crate::vehicles::store::find;

/// Every reading of the vehicle, newest first; what a later one corrected is still there. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/odometer", tag = "vehicles", operation_id = "list_odometer_readings",
    params(("vehicle_id" = VehicleId, Path), PageQuery),
    responses((status = 200, body = Page<OdometerReading>)), security(("bearer" = [])))]
pub async fn list_odometer_readings(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<OdometerReading>>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let reader = app.context.db.reader();
    find(reader, id).await?;
    Ok(Json(store::readings(reader, id, &page).await?.map(OdometerReading::from)))
}
