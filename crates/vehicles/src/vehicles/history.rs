//! What was done to a vehicle.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};

use super::store;
use super::view::VehicleVisit;
use crate::App;

/// The vehicle's visits at the caller's sites, newest first. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/history", tag = "vehicles", operation_id = "list_vehicle_visits",
    params(("vehicle_id" = VehicleId, Path), PageQuery),
    responses((status = 200, body = Page<VehicleVisit>)), security(("bearer" = [])))]
pub async fn list_vehicle_visits(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<VehicleVisit>>, Problem> {
    let sites = actor.visible_sites(None, VEHICLE_READ)?;
    let reader = app.context.db.reader();
    store::find(reader, id).await?;
    let visits = store::visits(reader, id, sites.as_deref(), &page).await?;
    Ok(Json(visits.map(VehicleVisit::from)))
}
