//! Give a vehicle to another owner.

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::vehicles::{VEHICLE_TRANSFER, VehicleId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::announce::announce;
use super::record::Shares;
use super::store;
use super::view::VehicleView;
use crate::{App, ports};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferInput {
    #[garde(skip)]
    pub customer_id: CustomerId,
    /// What of the time before the new owner may see. Never who owned it, nor what anything cost them.
    #[serde(default)]
    #[garde(skip)]
    pub shares: Shares,
}

/// Gives the vehicle to another customer from now on; who owned it before stays on record. Permission: `vehicle.transfer`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/transfer", tag = "vehicles", operation_id = "transfer_vehicle",
    params(("vehicle_id" = VehicleId, Path), ("If-Match" = Option<String>, Header)), request_body = TransferInput,
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn transfer_vehicle(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    read_version: IfMatch,
    Json(input): Json<TransferInput>,
) -> Result<Versioned<VehicleView>, Problem> {
    let view = transfer(&app, &actor, id, &read_version, &input).await?;
    Ok(Versioned(view.version, view))
}

async fn transfer(app: &App, actor: &Actor, id: VehicleId, read_version: &IfMatch, input: &TransferInput) -> Result<VehicleView, Problem> {
    actor.permit_anywhere(VEHICLE_TRANSFER)?;
    let clock = app.context.clock.as_ref();
    let owner = ports::owner(app.customers.as_ref(), input.customer_id, "customer_id").await?;
    let mut tx = app.context.db.begin().await?;
    let mut vehicle = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    read_version.check(vehicle.version)?;
    let known = vehicle.clone();
    let link = vehicle.transfer(owner, input.shares, clock.now(), &actor.name)?;
    store::save_and_index(&tx, &mut vehicle).await?;
    store::end_ownerships(&tx, &[id], clock.now()).await?;
    store::insert_ownerships(&tx, &[link]).await?;
    announce(&mut tx, "vehicle.transfer", Some(&known), &vehicle, actor, clock).await?;
    tx.commit().await?;
    Ok(VehicleView::new(vehicle, actor))
}
