//! Takes a canned job out of use, and back.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{CANNED_JOB_WRITE, CannedJobId};
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};

use super::view::{CannedJobView, shown};
use super::{store, tell};
use crate::work_orders::command::Asked;
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

/// Nobody adds it any more. Permission: `canned_job.write`.
#[utoipa::path(post, path = "/canned-jobs/{canned_job_id}/archive", tag = MODULE, operation_id = "archive_canned_job",
    security(("bearer" = [])), params(("canned_job_id" = CannedJobId, Path), ("If-Match" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = CannedJobView)))]
pub async fn archive_canned_job(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<CannedJobId>,
    _body: Json<Nothing>,
) -> Result<Versioned<CannedJobView>, Problem> {
    turn(&workshop, asked, id, true).await
}

/// Takes it into use again. Permission: `canned_job.write`.
#[utoipa::path(post, path = "/canned-jobs/{canned_job_id}/restore", tag = MODULE, operation_id = "restore_canned_job",
    security(("bearer" = [])), params(("canned_job_id" = CannedJobId, Path), ("If-Match" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = CannedJobView)))]
pub async fn restore_canned_job(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<CannedJobId>,
    _body: Json<Nothing>,
) -> Result<Versioned<CannedJobView>, Problem> {
    turn(&workshop, asked, id, false).await
}

async fn turn(workshop: &Workshop, asked: Asked, id: CannedJobId, archived: bool) -> Result<Versioned<CannedJobView>, Problem> {
    let actor = &asked.actor;
    actor.permit_anywhere(CANNED_JOB_WRITE)?;
    let before = store::find(workshop.context.db.reader(), id).await?;
    asked.if_match.check(before.version)?;
    let mut row = before.clone();
    row.archived = archived;
    if row != before {
        let mut tx = workshop.context.db.begin().await?;
        store::save(&tx, &mut row).await?;
        let action = if archived { "canned_job.archived" } else { "canned_job.restored" };
        tell(workshop, &mut tx, action, (Some(&before), &row), actor).await?;
        tx.commit().await?;
    }
    let view = shown(workshop, vec![row], actor).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Versioned(view.version, view))
}
