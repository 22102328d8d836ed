//! A deferred job that was closed waits again.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{DeferredJobId, WORK_ORDER_UPDATE};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Versioned};

use super::entry::DeferredState;
use super::store;
use super::view::{DeferredView, shown};
use crate::error::Error;
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

/// Opens a deferred job again that a person closed. Permission: `work_order.update`.
#[utoipa::path(post, path = "/deferred-jobs/{deferred_job_id}/reopen", tag = MODULE, operation_id = "reopen_deferred_job",
    security(("bearer" = [])), params(("deferred_job_id" = DeferredJobId, Path)), request_body = Nothing,
    responses((status = 200, body = DeferredView)))]
pub async fn reopen_deferred_job(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<DeferredJobId>,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Versioned<DeferredView>, Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let before = store::lock(&tx, id).await?;
    actor.permit(WORK_ORDER_UPDATE, before.site_id)?;
    if before.state == DeferredState::Sold {
        return Err(Error::AlreadyClosed.into());
    }
    let mut entry = before.clone();
    entry.reopen();
    workshop.keep_deferred(&mut tx, "reopened", &before, &mut entry, &actor).await?;
    tx.commit().await?;
    Ok(Versioned(entry.version, shown(entry, &actor)?))
}
