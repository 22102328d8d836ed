//! GET /stock/locations

use axum::extract::State;
use contracts::inventory::PRODUCT_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Cursor};
use super::view::LocationView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LocationFilter {
    site: Option<SiteId>,
}

/// Rooms and vans by site and name, without archived ones. Permission: `product.read`; values need `stock.see_cost`.
#[utoipa::path(
    get, path = "/stock/locations", operation_id = "list_locations", tag = "inventory", security(("bearer" = [])),
    params(LocationFilter, PageQuery),
    responses((status = 200, body = Page<LocationView>))
)]
pub async fn list_locations(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(filter): Query<LocationFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LocationView>>, Problem> {
    let sites = actor.visible_sites(filter.site, PRODUCT_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<Cursor>()?);
    let rows = store::list(context.db.reader(), sites.as_deref(), after.as_ref(), limit + 1).await?;
    let page = Page::cut(rows, limit, |(row, key)| (row.site_id, key.clone(), row.id));
    Ok(Json(page.map(|(row, _)| LocationView::new(row, &actor))))
}
