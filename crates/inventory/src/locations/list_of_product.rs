//! GET /products/{id}/locations

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, ProductId};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};

use super::store;
use super::view::ProductLocation;
use crate::products;

/// The rooms and vans in which a product lies, of the sites the caller sees; what lies in none is on the site's own shelves.
/// Permission: `product.read`.
#[utoipa::path(
    get, path = "/products/{product_id}/locations", operation_id = "list_product_locations", tag = "inventory",
    security(("bearer" = [])), params(("product_id" = ProductId, Path)),
    responses((status = 200, body = Vec<ProductLocation>))
)]
pub async fn list_product_locations(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
) -> Result<Json<Vec<ProductLocation>>, Problem> {
    let sites = actor.visible_sites(None, PRODUCT_READ)?;
    let conn = context.db.reader();
    products::store::find(conn, id).await?;
    let places = store::places(conn, id, sites.as_deref()).await?;
    Ok(Json(places.into_iter().map(ProductLocation::from).collect()))
}
