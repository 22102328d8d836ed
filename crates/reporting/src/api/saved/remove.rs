//! `DELETE /reports/saved/{id}`, and `POST /reports/saved/{id}/restore`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::Saved;
use super::view::{SavedReportView, view};
use crate::saved::SavedReport;
use crate::store;

/// Shows a report to nobody any more, and sends it to nobody. Removed twice it stays removed.
///
/// Permission: `report.read` for one's own, `report.manage` for what concerns others, at its site or, where it is about all, at any.
#[utoipa::path(delete, path = "/reports/saved/{report_id}", tag = "reporting", operation_id = "remove_saved_report",
    params(("report_id" = Uuid, Path)), responses((status = 204)), security(("bearer" = [])))]
pub async fn remove_saved_report(State(it): State<Arc<Saved>>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    put(&it, &actor, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has a removed report back as it was: it goes out from its next time on.
///
/// Permission: `report.read` for one's own, `report.manage` for what concerns others, at its site or, where it is about all, at any.
#[utoipa::path(post, path = "/reports/saved/{report_id}/restore", tag = "reporting", operation_id = "restore_saved_report",
    params(("report_id" = Uuid, Path)), responses((status = 200, body = SavedReportView)), security(("bearer" = [])))]
pub async fn restore_saved_report(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<SavedReportView>, Problem> {
    put(&it, &actor, id, false).await
}

async fn put(it: &Saved, actor: &Actor, id: Uuid, is_removed: bool) -> Result<Versioned<SavedReportView>, Problem> {
    let (mut tx, now) = (it.context.db.begin().await?, it.context.clock.now());
    let before = it.locked(&tx, actor, id).await?;
    if before.removed_at.is_some() == is_removed {
        return Ok(Versioned(before.version, view(&*tx, before, actor).await?));
    }
    let zone = store::sites::all(&*tx).await?.zone(before.what.site_id);
    let next_at = before.what.schedule.as_ref().and_then(|schedule| schedule.next(now, zone));
    let (removed_at, version) = (is_removed.then_some(now), before.version + 1);
    let after = SavedReport { next_at, removed_at, version, ..before };
    store::saved::put(&tx, &after).await?;
    let (action, change) =
        if is_removed { ("saved_report.remove", (Some(&after), None)) } else { ("saved_report.restore", (None, Some(&after))) };
    it.keep(&mut tx, actor, action, change).await?;
    let view = view(&*tx, after, actor).await?;
    tx.commit().await?;
    Ok(Versioned(version, view))
}
