//! GET /leftovers

use axum::extract::State;
use contracts::inventory::{LeftoverId, PURCHASE_READ};
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::LeftoverView;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LeftoverFilter {
    site: Option<SiteId>,
}

/// Parts that were ordered for jobs which no longer want them, and of which nobody said what becomes of them; the oldest first.
/// Permission: `purchase.read`.
#[utoipa::path(
    get, path = "/leftovers", operation_id = "list_leftovers", tag = "inventory", security(("bearer" = [])),
    params(LeftoverFilter, PageQuery),
    responses((status = 200, body = Page<LeftoverView>))
)]
pub async fn list_leftovers(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<LeftoverFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LeftoverView>>, Problem> {
    let sites = actor.visible_sites(asked.site, PURCHASE_READ)?;
    let (limit, after) = (page.limit()?, page.cursor::<LeftoverId>()?);
    let rows = store::list(purchasing.context.db.reader(), sites.as_deref(), after, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.leftover.id).map(LeftoverView::from)))
}
