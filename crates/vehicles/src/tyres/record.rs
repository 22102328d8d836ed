//! Record tyres as they are found.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_RECORD_ODOMETER, VehicleId};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::text::filled_line;
use kernel::{Actor, Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use super::view::{Position, Season, Tyre, VehicleTyres};
use crate::vehicles::store as vehicles;
use crate::{App, MODULE};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TyreInput {
    #[garde(skip)]
    pub position: Position,
    /// `205/55 R16 91V`
    #[garde(custom(filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line")]
    pub size: String,
    /// Week and year of make: `2219`.
    #[garde(inner(custom(is_dot)))]
    #[schema(max_length = 4, pattern = "^(0[1-9]|[1-4][0-9]|5[0-3])[0-9]{2}$")]
    pub dot: Option<String>,
    /// Tenths of a millimetre.
    #[garde(range(min = 0, max = 300))]
    #[schema(minimum = 0, maximum = 300)]
    pub tread: Option<i32>,
    #[garde(skip)]
    pub season: Season,
}

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TyresInput {
    #[garde(length(min = 1, max = 7), dive, custom(positions_are_distinct))]
    #[schema(min_items = 1, max_items = 7)]
    pub tyres: Vec<TyreInput>,
}

#[expect(clippy::ptr_arg, clippy::trivially_copy_pass_by_ref, reason = "what garde hands over")]
fn is_dot(dot: &String, (): &()) -> garde::Result {
    let is_week = dot.get(..2).and_then(|week| week.parse::<u8>().ok()).is_some_and(|week| (1..=53).contains(&week));
    if dot.len() == 4 && dot.bytes().all(|byte| byte.is_ascii_digit()) && is_week {
        Ok(())
    } else {
        Err(garde::Error::new("it has the week and the year: 2219"))
    }
}

#[expect(clippy::ptr_arg, clippy::trivially_copy_pass_by_ref, reason = "what garde hands over")]
fn positions_are_distinct(tyres: &Vec<TyreInput>, (): &()) -> garde::Result {
    let positions: std::collections::BTreeSet<_> = tyres.iter().map(|tyre| tyre.position).collect();
    if positions.len() == tyres.len() { Ok(()) } else { Err(garde::Error::new("a position stands once")) }
}

/// Adds what was found at some positions; what was found before stays. Permission: `vehicle.record_odometer`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/tyres", tag = "vehicles", operation_id = "record_vehicle_tyres",
    params(("vehicle_id" = VehicleId, Path)), request_body = TyresInput,
    responses((status = 200, body = VehicleTyres)), security(("bearer" = [])))]
pub async fn record_vehicle_tyres(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    Json(input): Json<TyresInput>,
) -> Result<Json<VehicleTyres>, Problem> {
    record(&app, &actor, id, input).await?;
    Ok(Json(store::of(app.context.db.reader(), id).await?))
}

async fn record(app: &App, actor: &Actor, id: VehicleId, input: TyresInput) -> Result<(), Problem> {
    actor.permit_anywhere(VEHICLE_RECORD_ODOMETER)?;
    let clock = app.context.clock.as_ref();
    let mut tx = app.context.db.begin().await?;
    let vehicle = vehicles::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let before = store::of(&*tx, id).await?.present;
    let found = input.tyres.into_iter().map(|tyre| Tyre {
        id: Uuid::now_v7(),
        position: tyre.position,
        size: tyre.size.trim().to_owned(),
        dot: tyre.dot,
        tread: tyre.tread,
        season: tyre.season,
        at: clock.now(),
        by_name: actor.name.clone(),
    });
    store::insert(&tx, id, &found.collect::<Vec<_>>()).await?;
    let after = store::of(&*tx, id).await?.present;
    outbox::append(&mut tx, MODULE, &vehicle.saved(), actor, clock).await?;
    let change = Change { action: "vehicle.record_tyres", entity: "vehicle", id: id.0, label: &vehicle.plate_text, site: None };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&after)), actor, clock).await?;
    Ok(tx.commit().await?)
}
