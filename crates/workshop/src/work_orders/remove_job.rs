//! Takes a job off the order, unless it is on an issued invoice.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{JobId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::Path;

use super::command::{Answer, Asked};
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Removes a job with its lines.
///
/// Permission: `work_order.update`.
#[utoipa::path(
    delete, path = "/work-orders/{work_order_id}/jobs/{job_id}", tag = MODULE, operation_id = "remove_job", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path)), responses((status = 200, body = WorkOrderView))
)]
pub async fn remove_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("remove_job:{job_id}"), id, WORK_ORDER_UPDATE, &())?;
    command.run(&workshop, |order| order.remove_job(job_id)).await
}
