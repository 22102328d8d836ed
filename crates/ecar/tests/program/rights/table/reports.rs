//! Figures.

use contracts::reporting::{REPORT_MANAGE, REPORT_READ};

use serde_json::json;
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};

const PERIOD: &str = "from=2026-01-01&until=2026-12-31";

pub fn operations() -> Vec<Operation> {
    let (read, manage) = (Needs::One(&[REPORT_READ]), Needs::One(&[REPORT_MANAGE]));
    vec![
        // What leaks, leaks tomorrow.
        operation("explain_leak", manage, Reach::Record, |_| {
            Box::pin(async { with(format!("/reports/leaks/{}/note", Uuid::nil()), json!({ "reason": "Avoir promis" })) })
        })
        .gives(&[404]),
        operation("reopen_leak", manage, Reach::Record, |_| Box::pin(async { to(format!("/reports/leaks/{}/note", Uuid::nil())) }))
            .gives(&[404]),
        operation("list_kpis", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/kpis?{PERIOD}")) })),
        operation("export_kpis", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/kpis/export?{PERIOD}")) })),
        operation("list_goals", read, Reach::Rows, |_| Box::pin(async { to("/reports/goals?month=2026-11-01") })),
        operation("set_goal", manage, Reach::Record, |scene| {
            let goal = json!({ "site_id": scene.home, "month": "2026-11-01", "kpi": "net_sales", "value": 1 });
            Box::pin(async { with("/reports/goals", goal) })
        }),
        operation("list_kpi_rows", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/kpis/net_sales/rows?{PERIOD}")) })),
        operation("export_kpi_rows", read, Reach::Rows, |_| {
            Box::pin(async { to(format!("/reports/kpis/net_sales/rows/export?{PERIOD}")) })
        }),
        operation("list_kpi_series", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/series?{PERIOD}")) })),
        operation("list_leaks", read, Reach::Rows, |_| Box::pin(async { to("/reports/leaks") })),
        operation("list_leak_totals", read, Reach::Rows, |_| Box::pin(async { to("/reports/leaks/totals") })),
        operation("get_receivables_report", read, Reach::Rows, |_| Box::pin(async { to("/reports/receivables") })),
    ]
}
