//! The wait is over.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_WORK, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Nothing;
use super::view::WorkOrderView;
use super::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Takes the work up again after a hold.
///
/// Permission: `work_order.work`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/resume", tag = MODULE, operation_id = "resume_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView))
)]
pub async fn resume_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to("resume_work_order", id, WORK_ORDER_WORK, &body)?;
    command.run(&workshop, WorkOrder::resume).await
}
