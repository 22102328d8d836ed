//! Figures.

use contracts::reporting::{REPORT_MANAGE, REPORT_READ};

use serde_json::json;
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};

const PERIOD: &str = "from=2026-01-01&until=2026-12-31";

pub fn operations() -> Vec<Operation> {
    [figures(), saved()].into_iter().flatten().collect()
}

/// Reports that are kept.
fn saved() -> Vec<Operation> {
    let (read, manage) = (Needs::One(&[REPORT_READ]), Needs::One(&[REPORT_MANAGE]));
    vec![
        operation("list_saved_reports", read, Reach::Rows, |_| Box::pin(async { to("/reports/saved") })),
        operation("create_saved_report", read, Reach::Record, |scene| {
            Box::pin(async { with("/reports/saved", scene.report_to_save(false).await) })
        }),
        operation("get_saved_report", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/reports/saved/{}", scene.saved_report().await)) })
        }),
        operation("update_saved_report", manage, Reach::Record, |scene| {
            Box::pin(async { with(format!("/reports/saved/{}", scene.saved_report().await), scene.report_to_save(true).await) })
        })
        .also(&[REPORT_READ]),
        operation("remove_saved_report", manage, Reach::Record, |scene| {
            Box::pin(async { to(format!("/reports/saved/{}", scene.saved_report().await)) })
        })
        .also(&[REPORT_READ]),
        operation("restore_saved_report", manage, Reach::Record, |scene| {
            Box::pin(async { to(format!("/reports/saved/{}/restore", scene.saved_report().await)) })
        })
        .also(&[REPORT_READ]),
        operation("download_saved_report", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/reports/saved/{}/file", scene.saved_report().await)) })
        }),
        operation("send_saved_report", manage, Reach::Record, |scene| {
            Box::pin(async { to(format!("/reports/saved/{}/send", scene.saved_report().await)) })
        })
        .also(&[REPORT_READ]),
    ]
}

fn figures() -> Vec<Operation> {
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
        operation("get_breakdown", read, Reach::Rows, |_| Box::pin(async { to(format!("/reports/breakdowns/service?{PERIOD}")) })),
        operation("export_breakdown", read, Reach::Rows, |_| {
            Box::pin(async { to(format!("/reports/breakdowns/technician/export?{PERIOD}")) })
        }),
        operation("list_breakdown_rows", read, Reach::Rows, |_| {
            Box::pin(async { to(format!("/reports/breakdowns/service/{}/rows?{PERIOD}", Uuid::nil())) })
        }),
        operation("list_leaks", read, Reach::Rows, |_| Box::pin(async { to("/reports/leaks") })),
        operation("list_leak_totals", read, Reach::Rows, |_| Box::pin(async { to("/reports/leaks/totals") })),
        operation("get_receivables_report", read, Reach::Rows, |_| Box::pin(async { to("/reports/receivables") })),
    ]
}
