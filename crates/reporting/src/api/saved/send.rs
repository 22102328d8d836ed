//! `POST /reports/saved/{id}/send`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::Saved;
use super::view::{SavedReportView, view};
use crate::MODULE;
use crate::mails;
use crate::saved::Person;

type Answer = Repeatable<Json<SavedReportView>>;

/// Sends a report at once to whom it goes, each as that person may see it; where it has no schedule, to the caller. Its next time stays.
///
/// Permission: `report.read` at its site, and it is one's own, shared, or sent to one; to send it to others `report.manage` there.
#[utoipa::path(post, path = "/reports/saved/{report_id}/send", tag = "reporting", operation_id = "send_saved_report",
    params(("report_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = SavedReportView)), security(("bearer" = [])))]
pub async fn send_saved_report(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    key: IdempotencyKey,
) -> Result<Answer, Problem> {
    send(&it, &actor, id, key.required()?).await
}

async fn send(it: &Saved, actor: &Actor, id: Uuid, key: IdempotencyKey) -> Result<Answer, Problem> {
    let report = it.shown(it.context.db.reader(), actor, id).await?;
    report.permit_sending(actor)?;
    let claim = Claim::new(actor, &format!("send_saved_report {id}"), key.0.as_deref(), &())?;
    if let Some(view) = Claim::replay(claim.as_ref(), &it.context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let oneself = [Person { id: UserId(actor.id), name: actor.name.clone() }];
    let to = if report.what.schedule.is_some() { report.recipients.as_slice() } else { &oneself };
    let made = mails::make(&it.context, it.staff.as_ref(), &report, to).await?;
    let mut tx = it.context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, it.context.clock.as_ref()).await?;
    mails::put(&mut tx, &it.context, &report, &made, actor).await?;
    it.sent(&tx, actor, &report, to).await?;
    let view = view(&*tx, report, actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: SavedReportView, replayed: bool) -> Answer {
    Repeatable { status: StatusCode::OK, replayed, body: Json(view) }
}
