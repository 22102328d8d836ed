//! `GET /reports/kpis/{kpi}/rows/export`

use axum::extract::State;
use axum::response::Response;
use kernel::export::{Cell, FileFormat, MOST_ROWS, Table};
use kernel::http::{Caller, Path, Query};
use kernel::{Actor, Amount, Context, Currency, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::period::PeriodQuery;
use super::rows::{known, read, seen};
use super::view::KpiRow;
use crate::kpis::{Kpi, SideUnit};
use crate::sites::Sites;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    #[serde(default)]
    #[param(inline)]
    pub format: FileFormat,
}

/// The same for a spreadsheet: amounts and hours as decimals, the latest 20,000.
///
/// Permission: `report.read`; what tells costs takes `stock.see_cost` too, what tells wages `pay.read`.
#[utoipa::path(get, path = "/reports/kpis/{kpi}/rows/export", tag = "reporting", operation_id = "export_kpi_rows",
    params(("kpi" = String, Path, example = "aro"), PeriodQuery, ExportQuery), security(("bearer" = [])),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_kpi_rows(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(kpi): Path<String>,
    Query(query): Query<PeriodQuery>,
    Query(export): Query<ExportQuery>,
) -> Result<Response, Problem> {
    table(&context, &actor, known(&kpi)?, &query).await?.answer(export.format)
}

/// A line for each document behind a figure.
pub async fn table(context: &Context, actor: &Actor, kpi: &'static Kpi, query: &PeriodQuery) -> Result<Table, Problem> {
    let reader = context.db.reader();
    let (sites, among) = seen(reader, actor, kpi, query.site).await?;
    let rows = read(reader, kpi, (&sites, &among), query, (None, MOST)).await?;
    let units = (kpi.numerator.unit, kpi.denominator.map(|side| side.unit));
    let rows = rows.into_iter().map(|row| cells(row, units, &sites)).collect();
    Ok(Table { name: format!("{}-{}-{}", kpi.id, query.from, query.until), titles: TITLES.to_vec(), rows })
}

/// Rows of one file.
pub const MOST: u64 = MOST_ROWS as u64;

/// Seconds to the thousandth of an hour, which is 3.6 of them.
pub fn hours(seconds: i64) -> String {
    Amount((seconds * 5 + 9).div_euclid(18)).to_decimal(3)
}

const TITLES: [&str; 8] = ["site", "day", "kind", "number", "name", "numerator", "denominator", "currency"];

fn cells(row: KpiRow, (above, below): (SideUnit, Option<SideUnit>), sites: &Sites) -> Vec<Cell> {
    let site = sites.0.get(&row.site_id);
    let currency = site.map(|site| site.currency.clone()).unwrap_or_default();
    let decimals = Currency::from_code(&currency).map_or(2, |currency| currency.decimals);
    let number = |value: i64, unit: SideUnit| {
        Cell::Number(match unit {
            SideUnit::Money => Amount(value).to_decimal(decimals),
            SideUnit::Hours => Amount(value).to_decimal(3),
            SideUnit::Time => hours(value),
            SideUnit::Count => value.to_string(),
        })
    };
    vec![
        Cell::Text(site.map(|site| site.name.clone()).unwrap_or_default()),
        Cell::Text(row.day.to_string()),
        Cell::Text(row.kind),
        Cell::Text(row.number),
        Cell::Text(row.label),
        number(row.numerator, above),
        row.denominator.zip(below).map_or(Cell::Empty, |(value, unit)| number(value, unit)),
        Cell::Text(currency),
    ]
}
