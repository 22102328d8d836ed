//! GET /products/{id}/movements: "why is this 3?"

use axum::extract::State;
use chrono::Datelike;
use contracts::inventory::{PRODUCT_READ, ProductId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery, not_a_cursor};
use kernel::{Actor, Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Cursor};
use super::view::MovementView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MovementFilter {
    site: Option<SiteId>,
}

/// Every movement of a product, newest first. Permission: `product.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/products/{product_id}/movements", operation_id = "list_movements", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path), MovementFilter, PageQuery),
    responses((status = 200, body = Page<MovementView>))
)]
pub async fn list_movements(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    Query(filter): Query<MovementFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<MovementView>>, Problem> {
    list(&context, &actor, id, filter.site, &page).await.map(Json)
}

async fn list(
    context: &Context,
    actor: &Actor,
    id: ProductId,
    site: Option<SiteId>,
    page: &PageQuery,
) -> Result<Page<MovementView>, Problem> {
    let sites = actor.visible_sites(site, PRODUCT_READ)?;
    let (limit, after) = (page.limit()?, cursor(page)?);
    let movements = store::movements(context.db.reader(), id, sites.as_deref(), after, limit + 1).await?;
    let page = Page::cut(movements, limit, |movement| (movement.at, movement.id));
    Ok(page.map(|movement| MovementView::new(movement, actor)))
}

/// A cursor whose instant the database can hold.
fn cursor(page: &PageQuery) -> Result<Option<Cursor>, Problem> {
    let cursor = page.cursor::<Cursor>()?;
    if cursor.is_some_and(|(at, _)| !(1900..=9999).contains(&at.year())) {
        return Err(not_a_cursor());
    }
    Ok(cursor)
}
