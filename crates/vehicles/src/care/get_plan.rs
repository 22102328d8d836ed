//! Read and change the garage's plan.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_CONFIGURE, VEHICLE_READ};
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Versioned};
use kernel::{Actor, Problem, counters};
use uuid::Uuid;

use super::plan::Plan;
use super::refresh::PLAN;
use super::settings;
use crate::{App, MODULE};

/// What is done to vehicles again and again, and how often. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicle-plan", tag = "vehicles", operation_id = "get_vehicle_plan",
    responses((status = 200, body = Plan)), security(("bearer" = [])))]
pub async fn get_vehicle_plan(State(app): State<App>, Caller(actor): Caller) -> Result<Versioned<Plan>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let (plan, version) = settings::read::<Plan, _>(app.context.db.reader(), PLAN).await?;
    Ok(Versioned(version, plan))
}

/// Replaces the plan; the dates of all vehicles follow within moments. Permission: `vehicle.configure`.
#[utoipa::path(put, path = "/vehicle-plan", tag = "vehicles", operation_id = "set_vehicle_plan",
    params(("If-Match" = Option<String>, Header)), request_body = Plan,
    responses((status = 200, body = Plan)), security(("bearer" = [])))]
pub async fn set_vehicle_plan(
    State(app): State<App>,
    Caller(actor): Caller,
    read_version: IfMatch,
    Json(plan): Json<Plan>,
) -> Result<Versioned<Plan>, Problem> {
    set(&app, &actor, &read_version, plan).await
}

async fn set(app: &App, actor: &Actor, read_version: &IfMatch, plan: Plan) -> Result<Versioned<Plan>, Problem> {
    actor.permit_anywhere(VEHICLE_CONFIGURE)?;
    let clock = app.context.clock.as_ref();
    let tx = app.context.db.begin().await?;
    // One change at a time.
    counters::raise(&tx, MODULE, "settings", 0).await?;
    let (before, version) = settings::read::<Plan, _>(&*tx, PLAN).await?;
    read_version.check(version)?;
    let version = settings::write(&tx, PLAN, &plan, version).await?;
    let change = Change { action: "vehicle_plan.set", entity: "vehicle_plan", id: Uuid::nil(), label: "", site: None };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&plan)), actor, clock).await?;
    tx.commit().await?;
    Ok(Versioned(version, plan))
}
