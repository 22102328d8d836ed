//! Figures.

use contracts::reporting::REPORT_READ;

use super::{Needs, Operation, Reach, operation, to};

const PERIOD: &str = "from=2026-01-01&until=2026-12-31";

pub fn operations() -> Vec<Operation> {
    let read = Needs::One(&[REPORT_READ]);
    vec![
        operation("list_kpis", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/kpis?{PERIOD}")) })),
        operation("list_kpi_rows", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/kpis/net_sales/rows?{PERIOD}")) })),
        operation("export_kpi_rows", read, Reach::Rows, |_| {
            Box::pin(async { to(format!("/reports/kpis/net_sales/rows/export?{PERIOD}")) })
        }),
        operation("list_kpi_series", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/series?{PERIOD}")) })),
        operation("get_receivables_report", read, Reach::Rows, |_| Box::pin(async { to("/reports/receivables") })),
    ]
}
