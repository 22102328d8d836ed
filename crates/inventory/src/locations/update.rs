//! PATCH /stock/locations/{id}

use axum::extract::State;
use contracts::inventory::{LocationId, PRODUCT_WRITE};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::input::LocationChange;
use super::store;
use super::view::LocationView;
use crate::MODULE;

/// Names a room or a van anew, archives it once nothing lies in it, or brings it back. Permission: `product.write` at its site.
#[utoipa::path(
    patch, path = "/stock/locations/{location_id}", operation_id = "update_location", tag = "inventory", security(("bearer" = [])),
    params(("location_id" = LocationId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = LocationChange,
    responses((status = 200, body = LocationView))
)]
pub async fn update_location(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<LocationId>,
    version: IfMatch,
    Json(change): Json<LocationChange>,
) -> Result<Versioned<LocationView>, Problem> {
    let view = update(&context, &actor, id, &version, change).await?;
    Ok(Versioned(view.version, view))
}

async fn update(
    context: &Context,
    actor: &Actor,
    id: LocationId,
    version: &IfMatch,
    change: LocationChange,
) -> Result<LocationView, Problem> {
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let mut location = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRODUCT_WRITE, location.site_id)?;
    version.check(location.version)?;
    let before = location.clone();
    location.change(change, store::is_empty(&tx, id).await?)?;
    store::save(&tx, &location).await?;
    outbox::append(&mut tx, MODULE, &location.changed(), actor, clock).await?;
    audit::record(&tx, MODULE, location.audited("location.update"), (Some(&before), Some(&location)), actor, clock).await?;
    let row = store::row(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(LocationView::new(row, actor))
}
