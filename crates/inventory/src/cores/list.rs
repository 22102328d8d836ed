//! GET /cores

use axum::extract::State;
use contracts::inventory::PURCHASE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::core::CoreState;
use super::store::{self, Cursor};
use super::view::CoreView;
use crate::fields;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CoreFilter {
    site: Option<SiteId>,
    /// Any of expected, `in_hand`, kept, sent, credited, with commas; those that are open without.
    state: Option<String>,
}

/// Old parts that are worth a deposit and are expected, lie here or wait for their credit; what stands longest first. Permission:
/// `purchase.read`.
#[utoipa::path(
    get, path = "/cores", operation_id = "list_cores", tag = "inventory", security(("bearer" = [])),
    params(CoreFilter, PageQuery),
    responses((status = 200, body = Page<CoreView>))
)]
pub async fn list_cores(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Query(asked): Query<CoreFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<CoreView>>, Problem> {
    let sites = actor.visible_sites(asked.site, PURCHASE_READ)?;
    let states = fields::states(asked.state.as_deref(), CoreState::parse)?;
    let (limit, after) = (page.limit()?, page.cursor::<Cursor>()?);
    let rows = store::list(purchasing.context.db.reader(), (sites.as_deref(), &states), after, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| (row.core.since, row.core.line_id));
    Ok(Json(page.map(|row| CoreView::new(row, &actor))))
}
