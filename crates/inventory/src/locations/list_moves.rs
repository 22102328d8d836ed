//! GET /stock/locations/{id}/moves: "who took the filter out of the van?"

use axum::extract::State;
use contracts::inventory::{LocationId, LocationMoveId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem};

use super::get::seen;
use super::store;
use super::view::LocationMoveView;

/// All that went in and out of a room or a van, newest first. Permission: `product.read` at its site.
#[utoipa::path(
    get, path = "/stock/locations/{location_id}/moves", operation_id = "list_location_moves", tag = "inventory",
    security(("bearer" = [])), params(("location_id" = LocationId, Path), PageQuery),
    responses((status = 200, body = Page<LocationMoveView>))
)]
pub async fn list_location_moves(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<LocationId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LocationMoveView>>, Problem> {
    seen(&context, &actor, id).await?;
    let (limit, after) = (page.limit()?, page.cursor::<LocationMoveId>()?);
    let rows = store::moves(context.db.reader(), id, after, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(LocationMoveView::from)))
}
