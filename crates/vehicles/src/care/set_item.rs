//! Say of an item of the plan how it is for one vehicle.

use axum::extract::State;
use chrono::NaiveDate;
use contracts::vehicles::{VEHICLE_WRITE, VehicleId};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::look::care_of;
use super::plan::Plan;
use super::refresh::{PLAN, reckon_one};
use super::view::VehicleCare;
use super::{settings, store};
use crate::days::plausible;
use crate::vehicles::record::care;
use crate::vehicles::store as vehicles;
use crate::vehicles::vehicle::MAX_KM;
use crate::{App, Error, MODULE};

/// All that is known of the item for this vehicle; what is left out is as the plan has it, or not known.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CareItemInput {
    #[garde(range(min = 100, max = 1_000_000))]
    #[schema(minimum = 100, maximum = 1_000_000)]
    pub km: Option<i64>,
    #[garde(range(min = 1, max = 240))]
    #[schema(minimum = 1, maximum = 240)]
    pub months: Option<i32>,
    #[garde(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub hours: Option<i64>,
    #[garde(custom(plausible))]
    pub done_on: Option<NaiveDate>,
    /// What the odometer showed then: kilometres, or hours of a machine.
    #[garde(range(min = 0, max = MAX_KM))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub done_at: Option<i64>,
    /// The vehicle does not have it, or somebody else sees to it.
    #[serde(default)]
    #[garde(skip)]
    pub is_off: bool,
}

/// Sets intervals of the vehicle's own, and when the item was last done. Permission: `vehicle.write`.
#[utoipa::path(put, path = "/vehicles/{vehicle_id}/care/{item}", tag = "vehicles", operation_id = "set_vehicle_care",
    params(("vehicle_id" = VehicleId, Path), ("item" = String, Path)), request_body = CareItemInput,
    responses((status = 200, body = VehicleCare)), security(("bearer" = [])))]
pub async fn set_vehicle_care(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((id, item)): Path<(VehicleId, String)>,
    Json(input): Json<CareItemInput>,
) -> Result<Json<VehicleCare>, Problem> {
    set(&app, &actor, id, item, input).await?;
    care_of(&app, id).await.map(Json)
}

async fn set(app: &App, actor: &Actor, id: VehicleId, item: String, input: CareItemInput) -> Result<(), Problem> {
    actor.permit_anywhere(VEHICLE_WRITE)?;
    let clock = app.context.clock.as_ref();
    let today = clock.now().date_naive();
    if input.done_on.is_some_and(|day| day > today) {
        return Err(Error::NotYetDone.into());
    }
    let mut tx = app.context.db.begin().await?;
    let (plan, _) = settings::read::<Plan, _>(&*tx, PLAN).await?;
    let own = store::own_items(&*tx, &[id]).await?;
    if !plan.items.iter().any(|known| known.key == item) && !own.iter().any(|known| known.item == item) {
        return Err(Problem::not_found());
    }
    let mut vehicle = vehicles::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let known = store::known(&*tx, &[id]).await?.care.remove(&id).unwrap_or_default();
    let before = known.into_iter().find(|row| row.item == item);
    let CareItemInput { km, months, hours, done_on, done_at, is_off } = input;
    let row = care::Model { vehicle_id: id, item, km, months, hours, done_on, done_at, is_off };
    store::put_care(&tx, row.clone()).await?;
    reckon_one(&tx, &mut vehicle, today).await?;
    store::save_reckoned(&tx, std::slice::from_ref(&vehicle)).await?;
    outbox::append(&mut tx, MODULE, &vehicle.saved(), actor, clock).await?;
    let change = Change { action: "vehicle.set_care", entity: "vehicle", id: id.0, label: &vehicle.plate_text, site: None };
    audit::record(&tx, MODULE, change, (before.as_ref(), Some(&row)), actor, clock).await?;
    Ok(tx.commit().await?)
}
