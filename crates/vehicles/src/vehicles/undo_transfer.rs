//! Take back a transfer that was a mistake.

use axum::extract::State;
use contracts::vehicles::{VEHICLE_TRANSFER, VehicleId};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Actor, Problem};

use super::announce::announce;
use super::store;
use super::vehicle::Ownership;
use super::view::VehicleView;
use crate::{App, Error, ports};

/// Gives the vehicle back to who owned it before, as if it had never changed hands: 409 `nothing-to-undo` when nobody did, and
/// `transfer-used` when it was worked on since. Permission: `vehicle.transfer`.
#[utoipa::path(post, path = "/vehicles/{vehicle_id}/transfer/undo", tag = "vehicles", operation_id = "undo_transfer",
    params(("vehicle_id" = VehicleId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = VehicleView)), security(("bearer" = [])))]
pub async fn undo_transfer(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    read_version: IfMatch,
) -> Result<Versioned<VehicleView>, Problem> {
    let view = undo(&app, &actor, id, &read_version).await?;
    Ok(Versioned(view.version, view))
}

async fn undo(app: &App, actor: &Actor, id: VehicleId, read_version: &IfMatch) -> Result<VehicleView, Problem> {
    actor.permit_anywhere(VEHICLE_TRANSFER)?;
    let clock = app.context.clock.as_ref();
    let before = last_two(store::ownerships(app.context.db.reader(), id).await?)?.1;
    let former = ports::former_owner(app.customers.as_ref(), before.customer_id).await?;

    let mut tx = app.context.db.begin().await?;
    let mut vehicle = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    read_version.check(vehicle.version)?;
    let (present, former_link) = last_two(store::ownerships(&*tx, id).await?)?;
    if former_link.customer_id != former.id {
        return Err(Problem::stale());
    }
    if store::is_visited_since(&tx, id, present.since).await? {
        return Err(Error::TransferUsed.into());
    }
    let known = vehicle.clone();
    vehicle.owner_id = Some(former.id);
    vehicle.owner_name = Some(former.name);
    store::save_ownership(&tx, Ownership { until: Some(clock.now()), undone_at: Some(clock.now()), ..present }).await?;
    store::save_ownership(&tx, Ownership { until: None, ..former_link }).await?;
    store::save_and_index(&tx, &mut vehicle).await?;
    announce(&mut tx, "vehicle.undo_transfer", Some(&known), &vehicle, actor, clock).await?;
    tx.commit().await?;
    Ok(VehicleView::new(vehicle, actor))
}

/// The present ownership and the one before.
fn last_two(links: Vec<Ownership>) -> Result<(Ownership, Ownership), Error> {
    let mut links = links.into_iter();
    links.next().zip(links.next()).filter(|(present, _)| present.until.is_none()).ok_or(Error::NothingToUndo)
}
