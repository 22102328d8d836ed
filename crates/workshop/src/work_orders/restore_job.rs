//! Puts a job back that was taken off the order.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{JobId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Nothing;
use super::store;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Restores a removed job with its lines, its prices and what the customer decided on it.
///
/// Refused with `discount-over-limit` when a line gives more away than the caller's role allows. Permission: `work_order.update`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/jobs/{job_id}/restore", tag = MODULE, operation_id = "restore_job", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView))
)]
pub async fn restore_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("restore_job:{job_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let removed = store::removed_job(workshop.context.db.reader(), id, job_id).await?;
    let actor = command.actor.clone();
    command.run(&workshop, |order| order.restore_job(job_id, removed, actor.limits(order.site_id))).await
}
