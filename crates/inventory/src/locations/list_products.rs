//! GET /stock/locations/{id}/products

use axum::extract::State;
use contracts::inventory::LocationId;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem};

use super::get::seen;
use super::store;
use super::view::LocationProduct;

/// What lies in a room or a van, by code. Permission: `product.read` at its site.
#[utoipa::path(
    get, path = "/stock/locations/{location_id}/products", operation_id = "list_location_products", tag = "inventory",
    security(("bearer" = [])), params(("location_id" = LocationId, Path), PageQuery),
    responses((status = 200, body = Page<LocationProduct>))
)]
pub async fn list_location_products(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<LocationId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LocationProduct>>, Problem> {
    seen(&context, &actor, id).await?;
    let (limit, after) = (page.limit()?, page.cursor::<String>()?);
    let rows = store::products(context.db.reader(), id, after.as_deref(), limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.sku_key.clone()).map(LocationProduct::from)))
}
