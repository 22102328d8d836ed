//! `GET /reports/kpis/{kpi}/rows`

use axum::extract::State;
use chrono::{DateTime, NaiveDate};
use contracts::reporting::REPORT_READ;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Context, Problem, SiteId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::period::PeriodQuery;
use super::view::KpiRow;
use crate::kpis::{self, Kpi};
use crate::sites::Sites;
use crate::standing::next;
use crate::store::rows::{self, Asked};
use crate::store::{self, Window};

/// The documents that a figure is made of, the latest first.
///
/// Permission: `report.read`; what tells costs takes `stock.see_cost` too, what tells wages `pay.read`.
#[utoipa::path(get, path = "/reports/kpis/{kpi}/rows", tag = "reporting", operation_id = "list_kpi_rows",
    params(("kpi" = String, Path, example = "aro"), PeriodQuery, PageQuery),
    responses((status = 200, body = Page<KpiRow>)), security(("bearer" = [])))]
pub async fn list_kpi_rows(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(kpi): Path<String>,
    Query(query): Query<PeriodQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<KpiRow>>, Problem> {
    let kpi = known(&kpi)?;
    let (limit, before) = (page.limit()?, page.cursor()?);
    let reader = context.db.reader();
    let (sites, among) = seen(reader, &actor, kpi, query.site).await?;
    let rows = read(reader, kpi, (&sites, &among), &query, (before, limit + 1)).await?;
    Ok(Json(Page::cut(rows, limit, |row| (row.day, row.id))))
}

/// 404 of a name that is no figure's.
pub fn known(kpi: &str) -> Result<&'static Kpi, Problem> {
    kpis::find(kpi).ok_or_else(Problem::not_found)
}

/// The known sites, and those of them whose rows are shown.
pub async fn seen<C: ConnectionTrait>(conn: &C, actor: &Actor, kpi: &Kpi, asked: Option<SiteId>) -> Result<(Sites, Vec<SiteId>), Problem> {
    let (sites, among) = among(conn, actor, asked).await?;
    for permission in kpi.about.needs() {
        if let Some(site) = among.iter().find(|site| !actor.may(*permission, **site)) {
            return Err(actor.permit(*permission, *site).err().unwrap_or_else(Problem::hidden));
        }
    }
    Ok((sites, among))
}

/// The known sites, and those of them where the actor sees figures.
pub async fn among<C: ConnectionTrait>(conn: &C, actor: &Actor, asked: Option<SiteId>) -> Result<(Sites, Vec<SiteId>), Problem> {
    let visible = actor.visible_sites(asked, REPORT_READ)?;
    let sites = store::sites::all(conn).await?;
    let among = sites.0.keys().copied().filter(|site| visible.as_ref().is_none_or(|visible| visible.contains(site))).collect();
    Ok((sites, among))
}

pub async fn read<C: ConnectionTrait>(
    conn: &C,
    kpi: &'static Kpi,
    (sites, among): (&Sites, &[SiteId]),
    query: &PeriodQuery,
    (before, limit): (Option<(NaiveDate, Uuid)>, u64),
) -> Result<Vec<KpiRow>, Problem> {
    let (from, until) = query.days()?;
    let (from, until) = match (kpi.is_ahead(), kpi.stands()) {
        (true, _) => next((from, until)),
        (_, true) => (DateTime::UNIX_EPOCH.date_naive(), until),
        _ => (from, until),
    };
    let rows = rows::list(conn, &Asked { kpi, sites: among, window: Window { from, until, before, limit } }).await?;
    Ok(rows.into_iter().map(|row| KpiRow::of(kpi, row, sites)).collect())
}
