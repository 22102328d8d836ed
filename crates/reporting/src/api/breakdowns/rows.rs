//! `GET /reports/breakdowns/{by}/{id}/rows`

use axum::extract::State;
use kernel::Context;
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use uuid::Uuid;

use super::known;
use super::view::{BreakdownRow, Shown};
use crate::api::period::PeriodQuery;
use crate::api::rows::among;
use crate::kpis::Secrets;
use crate::store::Window;
use crate::store::shares::{Asked, list};

/// What of documents and clockings is of one technician or one service, the latest first: it adds up to what that did in the period. The nil id
/// has what is of nobody.
///
/// Permission: `report.read`; costs and margins are shown to who holds `stock.see_cost` at all these sites.
#[utoipa::path(get, path = "/reports/breakdowns/{by}/{id}/rows", tag = "reporting", operation_id = "list_breakdown_rows",
    params(("by" = String, Path, example = "technician"), ("id" = Uuid, Path), PeriodQuery, PageQuery),
    responses((status = 200, body = Page<BreakdownRow>)), security(("bearer" = [])))]
pub async fn list_breakdown_rows(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((by, whose)): Path<(String, Uuid)>,
    Query(query): Query<PeriodQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<BreakdownRow>>, Problem> {
    let by = known(&by)?;
    let (limit, before, (from, until)) = (page.limit()?, page.cursor()?, query.days()?);
    let reader = context.db.reader();
    let (_, sites) = among(reader, &actor, query.site).await?;
    let window = Window { from, until, before, limit: limit + 1 };
    let rows = list(reader, &Asked { by, whose, sites: &sites, window }).await?;
    let shown = Shown { by, costs: Secrets::Costs.shown_to(&actor, &sites) };
    let rows = rows.into_iter().map(|row| BreakdownRow::of(row, shown)).collect();
    Ok(Json(Page::cut(rows, limit, |row| (row.day, row.id))))
}
