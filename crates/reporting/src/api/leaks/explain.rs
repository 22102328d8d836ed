//! `PUT` and `DELETE /reports/leaks/{leak}/note`

use axum::extract::State;
use axum::http::StatusCode;
use contracts::reporting::REPORT_MANAGE;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Context, Problem, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::LeakView;
use crate::MODULE;
use crate::store;
use crate::store::leaks::{self, Row};

/// Why it is none.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainLeak {
    #[garde(custom(text::filled_line(300)))]
    #[schema(max_length = 300, format = "filled-line")]
    pub reason: String,
}

/// Takes a finding off the red list until its amount changes. Explained again, the new reason takes the place of the old.
///
/// Permission: `report.manage`.
#[utoipa::path(put, path = "/reports/leaks/{leak}/note", tag = "reporting", operation_id = "explain_leak", params(("leak" = Uuid, Path)),
    request_body = ExplainLeak, responses((status = 200, body = LeakView)), security(("bearer" = [])))]
pub async fn explain_leak(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(leak): Path<Uuid>,
    Json(body): Json<ExplainLeak>,
) -> Result<Json<LeakView>, Problem> {
    say(&context, &actor, leak, Some(body.reason.trim().to_owned())).await.map(Json)
}

/// Puts a finding back on the red list. Permission: `report.manage`.
#[utoipa::path(delete, path = "/reports/leaks/{leak}/note", tag = "reporting", operation_id = "reopen_leak", params(("leak" = Uuid, Path)),
    responses((status = 204)), security(("bearer" = [])))]
pub async fn reopen_leak(State(context): State<Context>, Caller(actor): Caller, Path(leak): Path<Uuid>) -> Result<StatusCode, Problem> {
    say(&context, &actor, leak, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn say(context: &Context, actor: &Actor, leak: Uuid, reason: Option<String>) -> Result<LeakView, Problem> {
    actor.permit_anywhere(REPORT_MANAGE)?;
    let (tx, now) = (context.db.begin().await?, context.clock.now());
    let row = leaks::find(&*tx, leak).await?.ok_or_else(Problem::not_found)?;
    actor.permit(REPORT_MANAGE, row.site_id)?;
    let sites = store::sites::all(&*tx).await?;
    let today = sites.0.get(&row.site_id).map_or_else(|| now.date_naive(), |site| site.today(now));
    let after = if let Some(reason) = reason {
        Row { reason: Some(reason), by_name: Some(actor.name.clone()), said_at: Some(now), ..row.clone() }
    } else {
        Row { reason: None, by_name: None, said_at: None, ..row.clone() }
    };
    leaks::note(&tx, &after).await?;
    let view = |row: Row| LeakView::of(row, today, &sites, actor);
    let (before, after) = (view(row)?, view(after)?);
    let action = if after.note.is_some() { "leak.explain" } else { "leak.reopen" };
    let change = Change { action, entity: "leak", id: leak, label: &before.number, site: Some(before.site_id) };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&after)), actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(after)
}
