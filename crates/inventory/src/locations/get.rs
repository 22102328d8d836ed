//! GET /stock/locations/{id}

use axum::extract::State;
use contracts::inventory::{LocationId, PRODUCT_READ};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Context, Problem};

use super::store::{self, Row};
use super::view::LocationView;

/// A room or a van. Permission: `product.read` at its site.
#[utoipa::path(
    get, path = "/stock/locations/{location_id}", operation_id = "get_location", tag = "inventory", security(("bearer" = [])),
    params(("location_id" = LocationId, Path)),
    responses((status = 200, body = LocationView))
)]
pub async fn get_location(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<LocationId>,
) -> Result<Versioned<LocationView>, Problem> {
    let view = LocationView::new(seen(&context, &actor, id).await?, &actor);
    Ok(Versioned(view.version, view))
}

/// A location that the actor may see.
pub async fn seen(context: &Context, actor: &Actor, id: LocationId) -> Result<Row, Problem> {
    let row = store::row(context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRODUCT_READ, row.site_id)?;
    Ok(row)
}
