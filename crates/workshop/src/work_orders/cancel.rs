//! Gives an order up, for a reason. Its number is never used again.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_CANCEL, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Reason;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Cancels an order that was not invoiced.
///
/// Permission: `work_order.cancel`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/cancel", tag = MODULE, operation_id = "cancel_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason, responses((status = 200, body = WorkOrderView))
)]
pub async fn cancel_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Reason>,
) -> Result<Answer, Problem> {
    let command = asked.to("cancel_work_order", id, WORK_ORDER_CANCEL, &body)?;
    command.run(&workshop, |order| order.cancel(body.reason.trim().to_owned())).await
}
