//! Keep a set of tyres for its owner, and give it back.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_WRITE, VehicleId};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::text::{filled_line, line};
use kernel::{Actor, Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use super::view::{StoredSet, VehicleTyres};
use crate::vehicles::store as vehicles;
use crate::{App, Error, MODULE};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StoreTyresInput {
    /// The label of its place: `B3-12`.
    #[garde(custom(filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line")]
    pub location: String,
    #[serde(default)]
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub description: String,
}

/// Notes that the garage keeps a set of tyres of the vehicle, and where. Permission: `vehicle.write`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/stored-tyres", tag = "vehicles", operation_id = "store_tyres",
    params(("vehicle_id" = VehicleId, Path)), request_body = StoreTyresInput,
    responses((status = 200, body = VehicleTyres)), security(("bearer" = [])))]
pub async fn store_tyres(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    Json(input): Json<StoreTyresInput>,
) -> Result<Json<VehicleTyres>, Problem> {
    let (location, description) = (input.location.trim().to_owned(), input.description.trim().to_owned());
    let (stored_at, by_name) = (app.context.clock.now(), actor.name.clone());
    let set = StoredSet { id: Uuid::now_v7(), location, description, stored_at, returned_at: None, by_name };
    change(&app, &actor, id, "vehicle.store_tyres", |_| Ok((None, set))).await?;
    Ok(Json(store::of(app.context.db.reader(), id).await?))
}

/// Notes that a kept set was given back: 409 `tyres-returned` when it was before. Permission: `vehicle.write`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/stored-tyres/{set_id}/return", tag = "vehicles", operation_id = "return_tyres",
    params(("vehicle_id" = VehicleId, Path), ("set_id" = Uuid, Path)),
    responses((status = 200, body = VehicleTyres)), security(("bearer" = [])))]
pub async fn return_tyres(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((id, set)): Path<(VehicleId, Uuid)>,
) -> Result<Json<VehicleTyres>, Problem> {
    let now = app.context.clock.now();
    let give_back = |stored: Vec<StoredSet>| {
        let before = stored.into_iter().find(|one| one.id == set).ok_or_else(Problem::not_found)?;
        if before.returned_at.is_some() {
            return Err(Error::TyresReturned.into());
        }
        let after = StoredSet { returned_at: Some(now), ..before.clone() };
        Ok((Some(before), after))
    };
    change(&app, &actor, id, "vehicle.return_tyres", give_back).await?;
    Ok(Json(store::of(app.context.db.reader(), id).await?))
}

/// Writes what becomes of a set: new without a state before.
async fn change(
    app: &App,
    actor: &Actor,
    id: VehicleId,
    action: &str,
    decide: impl FnOnce(Vec<StoredSet>) -> Result<(Option<StoredSet>, StoredSet), Problem>,
) -> Result<(), Problem> {
    actor.permit_anywhere(VEHICLE_WRITE)?;
    let clock = app.context.clock.as_ref();
    let mut tx = app.context.db.begin().await?;
    let vehicle = vehicles::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let (before, after) = decide(store::of(&*tx, id).await?.stored)?;
    match before {
        None => store::insert_set(&tx, id, &after).await?,
        Some(_) => store::mark_returned(&tx, &after, after.id).await?,
    }
    outbox::append(&mut tx, MODULE, &vehicle.saved(), actor, clock).await?;
    let change = Change { action, entity: "vehicle", id: id.0, label: &vehicle.plate_text, site: None };
    audit::record(&tx, MODULE, change, (before.as_ref(), Some(&after)), actor, clock).await?;
    Ok(tx.commit().await?)
}
