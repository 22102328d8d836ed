//! Brings a cancelled order back.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_CANCEL, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Nothing;
use super::view::WorkOrderView;
use super::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Restores a cancelled order to the state it had.
///
/// Permission: `work_order.cancel`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/restore", tag = MODULE, operation_id = "restore_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView))
)]
pub async fn restore_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to("restore_work_order", id, WORK_ORDER_CANCEL, &body)?;
    command.run(&workshop, WorkOrder::restore).await
}
