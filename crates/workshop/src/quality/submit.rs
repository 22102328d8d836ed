//! The work is done: somebody else shall look at it.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_WORK, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::input::Nothing;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Sends the work to the quality check.
///
/// Permission: `work_order.work`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/submit", tag = MODULE, operation_id = "submit_work_order",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView)))]
pub async fn submit_work_order(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to("submit_work_order", id, WORK_ORDER_WORK, &body)?;
    command.run(&workshop, WorkOrder::submit).await
}
