//! List a vehicle's photos and documents.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::files::store;
use kernel::http::{Caller, Json, Path};

use super::view::{VehicleFile, VehicleFiles};
use crate::vehicles::store as vehicles;
use crate::{App, MODULE};

/// The vehicle's photos and documents, newest first. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/files", tag = "vehicles", operation_id = "list_vehicle_files",
    params(("vehicle_id" = VehicleId, Path)),
    responses((status = 200, body = VehicleFiles)), security(("bearer" = [])))]
pub async fn list_vehicle_files(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
) -> Result<Json<VehicleFiles>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let reader = app.context.db.reader();
    vehicles::find(reader, id).await?;
    let items = store::list(reader, MODULE, id.0).await?.into_iter().map(VehicleFile::from).collect();
    Ok(Json(VehicleFiles { items }))
}
