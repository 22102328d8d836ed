//! `POST /threads/{id}/seen`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{WORK_ORDER_AUTHORISE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Threads, store};

/// The newest entry that was seen.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeeThread {
    #[garde(skip)]
    pub until: Uuid,
}

/// The desk saw a thread as far as this entry; seen again, nothing changes. Permission: `work_order.authorise`.
#[utoipa::path(post, path = "/threads/{work_order_id}/seen", tag = "notifications", operation_id = "see_thread",
    params(("work_order_id" = WorkOrderId, Path)), request_body = SeeThread, responses((status = 204)), security(("bearer" = [])))]
pub async fn see_thread(
    State(it): State<Arc<Threads>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<SeeThread>,
) -> Result<StatusCode, Problem> {
    let order = it.order(&actor, id, WORK_ORDER_AUTHORISE).await?;
    let mut tx = it.context.db.begin().await?;
    if store::see(&tx, id, body.until).await? {
        store::tell(&mut tx, id, order.site_id, &actor, it.context.clock.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
