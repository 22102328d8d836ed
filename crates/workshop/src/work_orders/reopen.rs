//! Takes completed work up again, for a reason. What issued invoices hold stays as it is.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_REOPEN, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Reason;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Reopens a completed order.
///
/// Permission: `work_order.reopen`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/reopen", tag = MODULE, operation_id = "reopen_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Reason, responses((status = 200, body = WorkOrderView))
)]
pub async fn reopen_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Reason>,
) -> Result<Answer, Problem> {
    let command = asked.to("reopen_work_order", id, WORK_ORDER_REOPEN, &body)?;
    command.run(&workshop, |order| order.reopen(body.reason.trim().to_owned())).await
}
