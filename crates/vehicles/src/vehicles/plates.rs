//! The plates that a vehicle had.

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::store;
use super::view::PlateView;
use crate::App;

/// A plate that the vehicle had before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FormerPlate {
    pub plate: PlateView,
    pub since: Option<DateTime<Utc>>,
    pub until: DateTime<Utc>,
}

/// The plates that a vehicle had before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FormerPlates {
    /// The last one first.
    pub items: Vec<FormerPlate>,
}

/// The plates that the vehicle had before; it is still found by them. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/plates", tag = "vehicles", operation_id = "list_former_plates",
    params(("vehicle_id" = VehicleId, Path)),
    responses((status = 200, body = FormerPlates)), security(("bearer" = [])))]
pub async fn list_former_plates(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
) -> Result<Json<FormerPlates>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let reader = app.context.db.reader();
    store::find(reader, id).await?;
    let old = store::old_plates(reader, &[id]).await?.into_iter().map(|old| FormerPlate {
        plate: PlateView { country: old.country, kind: old.kind, text: old.text },
        since: old.since,
        until: old.until,
    });
    Ok(Json(FormerPlates { items: old.collect() }))
}
