//! `GET /reports/kpis/export`

use axum::extract::State;
use axum::response::Response;
use kernel::export::{Cell, Table};
use kernel::http::{Caller, Query};
use kernel::{Amount, Context, Currency, Problem};

use super::export::{ExportQuery, hours};
use super::list::report;
use super::period::PeriodQuery;
use super::view::{KpiGroup, KpiReport, KpiView};
use crate::kpis::KpiUnit;

/// The figures of a period as a file for a spreadsheet, as [`list_kpis`](super::list::list_kpis) has them: what is shown leaves, and no more.
///
/// Permission: `report.read`; what tells costs takes `stock.see_cost` too, what tells wages `pay.read`.
#[utoipa::path(get, path = "/reports/kpis/export", tag = "reporting", operation_id = "export_kpis", params(PeriodQuery, ExportQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))),
    security(("bearer" = [])))]
pub async fn export_kpis(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<PeriodQuery>,
    Query(export): Query<ExportQuery>,
) -> Result<Response, Problem> {
    table(&report(&context, &actor, &query).await?).answer(export.format)
}

/// A line for each figure.
pub fn table(report: &KpiReport) -> Table {
    let rows = report.groups.iter().flat_map(|group| group.kpis.iter().map(|kpi| cells(group, kpi))).collect();
    Table { name: format!("figures-{}-{}", report.from, report.until), titles: TITLES.to_vec(), rows }
}

const TITLES: [&str; 7] = ["sites", "figure", "unit", "value", "before", "goal", "currency"];

fn cells(group: &KpiGroup, kpi: &KpiView) -> Vec<Cell> {
    let decimals = Currency::from_code(&group.currency).map_or(2, |currency| currency.decimals);
    let number = |value: Option<i64>| value.map_or(Cell::Empty, |value| Cell::Number(text(value, kpi.unit, decimals)));
    vec![
        Cell::Text(group.sites.iter().map(|site| site.name.as_str()).collect::<Vec<_>>().join(", ")),
        Cell::Text(kpi.id.clone()),
        Cell::Text(unit(kpi.unit).to_owned()),
        number(kpi.now.value),
        number(kpi.before.value),
        number(kpi.goal.map(|goal| goal.value)),
        Cell::Text(group.currency.clone()),
    ]
}

fn unit(unit: KpiUnit) -> &'static str {
    match unit {
        KpiUnit::Money => "money",
        KpiUnit::MoneyPerHour => "money_per_hour",
        KpiUnit::Percent => "percent",
        KpiUnit::Hours | KpiUnit::Time => "hours",
        KpiUnit::Count => "count",
        KpiUnit::TimesAYear => "times_a_year",
        KpiUnit::Days => "days",
    }
}

fn text(value: i64, unit: KpiUnit, decimals: u8) -> String {
    match unit {
        KpiUnit::Money | KpiUnit::MoneyPerHour => Amount(value).to_decimal(decimals),
        KpiUnit::Percent | KpiUnit::TimesAYear => Amount(value).to_decimal(2),
        KpiUnit::Hours => Amount(value).to_decimal(3),
        KpiUnit::Time => hours(value),
        KpiUnit::Count | KpiUnit::Days => value.to_string(),
    }
}
