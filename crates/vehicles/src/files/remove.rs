//! Remove a photo or a document.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::vehicles::{VEHICLE_WRITE, VehicleId};
use kernel::audit::{self, Change};
use kernel::files::store;
use kernel::http::{Caller, Path};
use kernel::{Actor, Problem, outbox};
use uuid::Uuid;

use super::view::VehicleFile;
use crate::vehicles::store as vehicles;
use crate::{App, MODULE};

/// Removes the file for good; that it was there stays in the audit trail. Permission: `vehicle.write`.
#[utoipa::path(delete, path = "/vehicles/{vehicle_id}/files/{file_id}", tag = "vehicles", operation_id = "remove_vehicle_file",
    params(("vehicle_id" = VehicleId, Path), ("file_id" = Uuid, Path)),
    responses((status = 204, description = "It is gone")), security(("bearer" = [])))]
pub async fn remove_vehicle_file(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((id, file)): Path<(VehicleId, Uuid)>,
) -> Result<StatusCode, Problem> {
    remove(&app, &actor, id, file).await.map(|()| StatusCode::NO_CONTENT)
}

async fn remove(app: &App, actor: &Actor, id: VehicleId, file: Uuid) -> Result<(), Problem> {
    actor.permit_anywhere(VEHICLE_WRITE)?;
    let clock = app.context.clock.as_ref();
    let mut tx = app.context.db.begin().await?;
    let vehicle = vehicles::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let row = store::find(&*tx, MODULE, id.0, file).await?.ok_or_else(Problem::not_found)?;
    store::delete(&tx, MODULE, file).await?;
    outbox::append(&mut tx, MODULE, &vehicle.saved(), actor, clock).await?;
    let change = Change { action: "vehicle.remove_file", entity: "vehicle", id: id.0, label: &vehicle.plate_text, site: None };
    audit::record(&tx, MODULE, change, (Some(&VehicleFile::from(row)), None), actor, clock).await?;
    Ok(tx.commit().await?)
}
