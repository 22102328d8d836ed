//! A deferred job will not be done here.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{DeferredJobId, WORK_ORDER_UPDATE};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::text::{filled, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry::DeferredState;
use super::store;
use super::view::{DeferredView, shown};
use crate::error::Error;
use crate::{MODULE, Workshop};

/// Why it is deferred no more.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDeferredJob {
    #[garde(skip)]
    pub because: ClosedBecause,
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBecause {
    DoneElsewhere,
    Obsolete,
}

/// Closes a deferred job that will not be done here; it can be opened again. Permission: `work_order.update`.
#[utoipa::path(post, path = "/deferred-jobs/{deferred_job_id}/close", tag = MODULE, operation_id = "close_deferred_job",
    security(("bearer" = [])), params(("deferred_job_id" = DeferredJobId, Path)), request_body = CloseDeferredJob,
    responses((status = 200, body = DeferredView)))]
pub async fn close_deferred_job(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<DeferredJobId>,
    Json(body): Json<CloseDeferredJob>,
) -> Result<Versioned<DeferredView>, Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let before = store::lock(&tx, id).await?;
    actor.permit(WORK_ORDER_UPDATE, before.site_id)?;
    if before.state != DeferredState::Open {
        return Err(Error::AlreadyClosed.into());
    }
    if before.offered_job_id.is_some() {
        return Err(Error::AlreadyOffered.into());
    }
    let state = match body.because {
        ClosedBecause::DoneElsewhere => DeferredState::DoneElsewhere,
        ClosedBecause::Obsolete => DeferredState::Obsolete,
    };
    let mut entry = before.clone();
    entry.close(state, &actor.name, filled(body.note), workshop.now().timestamp());
    workshop.keep_deferred(&mut tx, "closed", &before, &mut entry, &actor).await?;
    tx.commit().await?;
    Ok(Versioned(entry.version, shown(entry, &actor)?))
}
