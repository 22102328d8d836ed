//! GET /products/{id}/numbers

use axum::extract::State;
use contracts::inventory::{PRODUCT_READ, ProductId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery, not_a_cursor};
use kernel::{Actor, Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Cursor};
use super::view::NumberView;
use crate::products;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NumberFilter {
    site: Option<SiteId>,
}

/// The pieces of a product that lie on shelves under their numbers, by number. Permission: `product.read`.
#[utoipa::path(
    get, path = "/products/{product_id}/numbers", operation_id = "list_numbers", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path), NumberFilter, PageQuery),
    responses((status = 200, body = Page<NumberView>))
)]
pub async fn list_numbers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    Query(filter): Query<NumberFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<NumberView>>, Problem> {
    list(&context, &actor, id, filter.site, &page).await.map(Json)
}

async fn list(
    context: &Context,
    actor: &Actor,
    id: ProductId,
    site: Option<SiteId>,
    page: &PageQuery,
) -> Result<Page<NumberView>, Problem> {
    let sites = actor.visible_sites(site, PRODUCT_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<Cursor>()?);
    if after.as_ref().is_some_and(|(key, _)| key.contains('\0')) {
        return Err(not_a_cursor());
    }
    let reader = context.db.reader();
    products::store::find(reader, id).await?;
    let rows = store::list(reader, id, sites.as_deref(), after.as_ref(), limit + 1).await?;
    Ok(Page::cut(rows, limit, |row| (row.number_key.clone(), row.id)).map(NumberView::new))
}
