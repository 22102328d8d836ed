//! `GET /reports/saved/{id}`

use std::sync::Arc;

use axum::extract::State;
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};
use uuid::Uuid;

use super::Saved;
use super::view::{SavedReportView, view};

/// A saved report. Permission: `report.read` at its site, and it is one's own, shared, or sent to one.
#[utoipa::path(get, path = "/reports/saved/{report_id}", tag = "reporting", operation_id = "get_saved_report",
    params(("report_id" = Uuid, Path)), responses((status = 200, body = SavedReportView)), security(("bearer" = [])))]
pub async fn get_saved_report(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<SavedReportView>, Problem> {
    let reader = it.context.db.reader();
    let report = it.shown(reader, &actor, id).await?;
    let version = report.version;
    Ok(Versioned(version, view(reader, report, &actor).await?))
}
