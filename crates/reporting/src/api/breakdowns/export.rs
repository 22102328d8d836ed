//! `GET /reports/breakdowns/{by}/export`

use axum::extract::State;
use axum::response::Response;
use kernel::export::{Cell, Table};
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Context, Currency, Problem};

use super::known;
use super::list::breakdown;
use super::view::{Breakdown, BreakdownGroup, BreakdownPart};
use crate::api::export::{ExportQuery, hours};
use crate::api::period::PeriodQuery;
use crate::shares::By;

/// The same for a spreadsheet, as [`get_breakdown`](super::list::get_breakdown) shows it: amounts and hours as decimals.
///
/// Permission: `report.read`; costs and margins leave for who holds `stock.see_cost` at all these sites.
#[utoipa::path(get, path = "/reports/breakdowns/{by}/export", tag = "reporting", operation_id = "export_breakdown",
    params(("by" = String, Path, example = "technician"), PeriodQuery, ExportQuery), security(("bearer" = [])),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_breakdown(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(by): Path<String>,
    Query(query): Query<PeriodQuery>,
    Query(export): Query<ExportQuery>,
) -> Result<Response, Problem> {
    let by = known(&by)?;
    table(by, &breakdown(&context, &actor, by, &query).await?).answer(export.format)
}

/// A line for each technician, or each service.
fn table(by: By, report: &Breakdown) -> Table {
    let rows = report.groups.iter().flat_map(|group| group.parts.iter().map(|part| cells(group, part))).collect();
    Table { name: format!("{}-{}-{}", by.name(), report.from, report.until), titles: TITLES.to_vec(), rows }
}

const TITLES: [&str; 16] = [
    "sites",
    "name_fr",
    "name_ar",
    "name_en",
    "sales",
    "labour",
    "parts",
    "cost",
    "margin",
    "jobs",
    "hours_sold",
    "hours_billed",
    "hours_worked",
    "hours_attended",
    "efficiency",
    "productivity",
];

fn cells(group: &BreakdownGroup, part: &BreakdownPart) -> Vec<Cell> {
    let decimals = Currency::from_code(&group.currency).map_or(2, |currency| currency.decimals);
    let number = |value: Option<i64>, decimals| value.map_or(Cell::Empty, |value| Cell::Number(Amount(value).to_decimal(decimals)));
    let money = |amount: Option<Amount>| number(amount.map(|amount| amount.0), decimals);
    let time = |seconds: Option<i64>| seconds.map_or(Cell::Empty, |seconds| Cell::Number(hours(seconds)));
    let name = part.name.clone().unwrap_or_default();
    let of = part.counts;
    vec![
        Cell::Text(group.sites.iter().map(|site| site.name.as_str()).collect::<Vec<_>>().join(", ")),
        Cell::Text(name.fr),
        Cell::Text(name.ar),
        Cell::Text(name.en),
        money(Some(of.sales)),
        money(Some(of.labour)),
        money(Some(of.parts)),
        money(of.cost),
        money(of.margin),
        number(of.jobs, 0),
        number(Some(of.sold), 3),
        number(Some(of.billed), 3),
        time(of.worked),
        time(of.attended),
        number(of.efficiency, 2),
        number(of.productivity, 2),
    ]
}
