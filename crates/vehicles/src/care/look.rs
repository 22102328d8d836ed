//! Read when what is due for a vehicle.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::plan::Plan;
use super::refresh::{Care, PLAN};
use super::view::VehicleCare;
use super::{settings, store};
use crate::App;
use crate::vehicles::store::find;

/// When what is due for the vehicle, with what that was reckoned from. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/care", tag = "vehicles", operation_id = "get_vehicle_care",
    params(("vehicle_id" = VehicleId, Path)),
    responses((status = 200, body = VehicleCare)), security(("bearer" = [])))]
pub async fn get_vehicle_care(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
) -> Result<Json<VehicleCare>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    care_of(&app, id).await.map(Json)
}

pub async fn care_of(app: &App, id: VehicleId) -> Result<VehicleCare, Problem> {
    let (reader, today) = (app.context.db.reader(), app.context.clock.now().date_naive());
    let vehicle = find(reader, id).await?;
    let (plan, _) = settings::read::<Plan, _>(reader, PLAN).await?;
    let known = store::known(reader, &[id]).await?;
    let care = Care::of(&vehicle, &plan, &known, today);
    Ok(VehicleCare::new(&vehicle, care, today))
}
