//! Put a vehicle away, and bring it back: scrapped, exported, or not seen for years. Nothing of it is lost.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_WRITE, VehicleId};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Actor, Problem};

use super::announce::announce;
use super::store;
use super::view::VehicleView;
use crate::App;

/// Leaves the vehicle out of lists. Permission: `vehicle.write`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/archive", tag = "vehicles", operation_id = "archive_vehicle",
    params(("vehicle_id" = VehicleId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn archive_vehicle(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    read_version: IfMatch,
) -> Result<Versioned<VehicleView>, Problem> {
    put(&app, &actor, id, &read_version, true).await
}

/// Shows an archived vehicle in lists again. Permission: `vehicle.write`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/restore", tag = "vehicles", operation_id = "restore_vehicle",
    params(("vehicle_id" = VehicleId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn restore_vehicle(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    read_version: IfMatch,
) -> Result<Versioned<VehicleView>, Problem> {
    put(&app, &actor, id, &read_version, false).await
}

async fn put(app: &App, actor: &Actor, id: VehicleId, read_version: &IfMatch, away: bool) -> Result<Versioned<VehicleView>, Problem> {
    actor.permit_anywhere(VEHICLE_WRITE)?;
    let clock = app.context.clock.as_ref();
    let mut tx = app.context.db.begin().await?;
    let mut vehicle = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    read_version.check(vehicle.version)?;
    if vehicle.archived_at.is_some() == away {
        return Ok(Versioned(vehicle.version, VehicleView::new(vehicle, actor)));
    }
    let known = vehicle.clone();
    vehicle.archived_at = away.then(|| clock.now());
    store::save(&tx, &mut vehicle).await?;
    let action = if away { "vehicle.archive" } else { "vehicle.restore" };
    announce(&mut tx, action, Some(&known), &vehicle, actor, clock).await?;
    tx.commit().await?;
    Ok(Versioned(vehicle.version, VehicleView::new(vehicle, actor)))
}
