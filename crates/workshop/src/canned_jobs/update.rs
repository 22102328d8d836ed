//! Writes a canned job anew.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{CANNED_JOB_WRITE, CannedJobId};
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};

use super::content::CannedJobInput;
use super::tables::Model;
use super::view::{CannedJobView, shown};
use super::{store, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes a canned job anew. Jobs that were made of it stay as they are. Permission: `canned_job.write`.
#[utoipa::path(put, path = "/canned-jobs/{canned_job_id}", tag = MODULE, operation_id = "update_canned_job", security(("bearer" = [])),
    params(("canned_job_id" = CannedJobId, Path), ("If-Match" = Option<String>, Header)),
    request_body = CannedJobInput, responses((status = 200, body = CannedJobView)))]
pub async fn update_canned_job(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<CannedJobId>,
    Json(input): Json<CannedJobInput>,
) -> Result<Versioned<CannedJobView>, Problem> {
    let actor = asked.actor.clone();
    actor.permit_anywhere(CANNED_JOB_WRITE)?;
    let before = store::find(workshop.context.db.reader(), id).await?;
    asked.if_match.check(before.version)?;
    let written = input.write(&workshop, id).await?;
    let mut row = Model { archived: before.archived, version: before.version, ..written };
    if row != before {
        let mut tx = workshop.context.db.begin().await?;
        store::save(&tx, &mut row).await?;
        tell(&workshop, &mut tx, "canned_job.updated", (Some(&before), &row), &actor).await?;
        tx.commit().await?;
    }
    let view = shown(&workshop, vec![row], &actor).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Versioned(view.version, view))
}
