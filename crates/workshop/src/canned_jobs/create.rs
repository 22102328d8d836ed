//! Keeps one more job ready.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{CANNED_JOB_WRITE, CannedJobId};
use kernel::Problem;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};

use super::content::CannedJobInput;
use super::view::{CannedJobView, shown};
use super::{store, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

type Answer = Repeatable<Created<Versioned<CannedJobView>>>;

/// Keeps a job ready for the whole garage. Permission: `canned_job.write`.
#[utoipa::path(post, path = "/canned-jobs", tag = MODULE, operation_id = "create_canned_job", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = CannedJobInput, responses((status = 201, body = CannedJobView)))]
pub async fn create_canned_job(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(input): Json<CannedJobInput>,
) -> Result<Answer, Problem> {
    let actor = asked.actor.clone();
    actor.permit_anywhere(CANNED_JOB_WRITE)?;
    let db = &workshop.context.db;
    let claim = asked.claim("create_canned_job", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let row = input.write(&workshop, CannedJobId::new()).await?;
    let view = shown(&workshop, vec![row.clone()], &actor).await?.pop().ok_or_else(Problem::not_found)?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    store::insert(&tx, row.clone()).await?;
    tell(&workshop, &mut tx, "canned_job.created", (None, &row), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: CannedJobView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/canned-jobs/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
