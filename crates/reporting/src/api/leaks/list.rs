//! `GET /reports/leaks`

use axum::extract::State;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::days;
use super::view::LeakView;
use crate::leaks::Kind;
use crate::store;
use crate::store::leaks::{self, Asked};

/// Which.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LeaksQuery {
    /// All where the caller may see figures when left out.
    pub site: Option<SiteId>,
    #[param(inline)]
    pub kind: Option<Kind>,
    /// What somebody explained, in place of what is red.
    #[serde(default)]
    pub explained: bool,
}

/// Money that leaks: what is done and not invoiced, parts and time that nobody is asked for, suppliers' invoices that differ, returns and old
/// parts without a credit. The oldest first. What is younger than a day, or than suppliers take, is not among them.
///
/// Permission: `report.read`; amounts that tell costs take `stock.see_cost` too.
#[utoipa::path(get, path = "/reports/leaks", tag = "reporting", operation_id = "list_leaks", params(LeaksQuery, PageQuery),
    responses((status = 200, body = Page<LeakView>)), security(("bearer" = [])))]
pub async fn list_leaks(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<LeaksQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LeakView>>, Problem> {
    let (limit, after) = (page.limit()?, page.cursor()?);
    let reader = context.db.reader();
    let sites = store::sites::all(reader).await?;
    let among = days(&context, &actor, query.site, &sites)?;
    let asked = Asked { sites: &among, kind: query.kind, is_explained: query.explained, after, limit: limit + 1 };
    let rows = leaks::list(reader, &asked).await?;
    let page = Page::cut(rows, limit, |row| (row.red_on, row.id));
    let now = context.clock.now();
    let today = |site: SiteId| sites.0.get(&site).map_or_else(|| now.date_naive(), |site| site.today(now));
    let items = page.items.into_iter().map(|row| LeakView::of(row.clone(), today(row.site_id), &sites, &actor));
    Ok(Json(Page { items: items.collect::<Result<_, _>>()?, next: page.next }))
}
