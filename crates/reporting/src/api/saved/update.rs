//! `PUT /reports/saved/{id}`

use std::sync::Arc;

use axum::extract::State;
use kernel::Problem;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use uuid::Uuid;

use super::view::{SavedReportView, view};
use super::{Saved, input};
use crate::saved::{Definition, SavedReport};
use crate::store::saved as store;

/// Keeps a report in place of what it was. Refused as for a new one.
///
/// Permission: `report.read` for one's own, `report.manage` for what concerns others, at its site of before and of afterwards or, where it is
/// about all, at any; what tells costs takes `stock.see_cost` too, what tells wages `pay.read`.
#[utoipa::path(put, path = "/reports/saved/{report_id}", tag = "reporting", operation_id = "update_saved_report",
    params(("report_id" = Uuid, Path), ("If-Match" = Option<String>, Header)), request_body = Definition,
    responses((status = 200, body = SavedReportView)), security(("bearer" = [])))]
pub async fn update_saved_report(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<Definition>,
) -> Result<Versioned<SavedReportView>, Problem> {
    it.shown(it.context.db.reader(), &actor, id).await?.permit_changing(&actor)?;
    let input::Checked { what, recipients, next_at } = input::check(&it, &actor, body).await?;
    let mut tx = it.context.db.begin().await?;
    let before = it.locked(&tx, &actor, id).await?;
    if before.removed_at.is_some() {
        return Err(Problem::not_found());
    }
    if_match.check(before.version)?;
    let version = before.version + 1;
    let after = SavedReport { what, recipients, next_at, version, ..before.clone() };
    store::put(&tx, &after).await?;
    it.keep(&mut tx, &actor, "saved_report.update", (Some(&before), Some(&after))).await?;
    let view = view(&*tx, after, &actor).await?;
    tx.commit().await?;
    Ok(Versioned(version, view))
}
