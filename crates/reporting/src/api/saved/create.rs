//! `POST /reports/saved`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::view::{SavedReportView, view};
use super::{Saved, input};
use crate::MODULE;
use crate::saved::{Definition, Person, SavedReport};
use crate::store::saved as store;

type Answer = Repeatable<Created<Versioned<SavedReportView>>>;

/// Nobody keeps more.
const MOST: i64 = 100;

/// Keeps a report. Refused with `too-many-reports` beyond a hundred of one's own, with `unknown` beside a figure or a person that there is not, with
/// `out-of-range` beside a day that its schedule does not have, and with `may-not-see` beside recipients who see no such figures.
///
/// Permission: `report.read`, to share it or have it sent `report.manage`, at its site or, where it is about all, at any; what tells costs takes
/// `stock.see_cost` too, what tells wages `pay.read`.
#[utoipa::path(post, path = "/reports/saved", tag = "reporting", operation_id = "create_saved_report",
    params(("Idempotency-Key" = Option<String>, Header)), request_body = Definition,
    responses((status = 201, body = SavedReportView)), security(("bearer" = [])))]
pub async fn create_saved_report(
    State(it): State<Arc<Saved>>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(body): Json<Definition>,
) -> Result<Answer, Problem> {
    create(&it, &actor, key.as_deref(), body).await
}

async fn create(it: &Saved, actor: &Actor, key: Option<&str>, body: Definition) -> Result<Answer, Problem> {
    body.permit_keeping(actor)?;
    let claim = Claim::new(actor, "create_saved_report", key, &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &it.context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let input::Checked { what, recipients, next_at } = input::check(it, actor, body).await?;
    let mut tx = it.context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, it.context.clock.as_ref()).await?;
    if store::count(&*tx, actor.id).await? >= MOST {
        return Err(Problem::conflict("too-many-reports", "Remove reports that you need no more first"));
    }
    let owner = Person { id: UserId(actor.id), name: actor.name.clone() };
    let report = SavedReport { id: Uuid::now_v7(), owner, what, recipients, next_at, removed_at: None, version: 1 };
    store::put(&tx, &report).await?;
    it.keep(&mut tx, actor, "saved_report.create", (None, Some(&report))).await?;
    let view = view(&*tx, report, actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: SavedReportView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/reports/saved/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
