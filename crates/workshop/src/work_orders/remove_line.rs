//! Takes a line off its job, unless it is on an issued invoice.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{LineId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::Path;

use super::command::{Answer, Asked};
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Removes a line.
///
/// Permission: `work_order.update`.
#[utoipa::path(
    delete, path = "/work-orders/{work_order_id}/lines/{line_id}", tag = MODULE, operation_id = "remove_line", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("line_id" = LineId, Path)), responses((status = 200, body = WorkOrderView))
)]
pub async fn remove_line(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, line_id)): Path<(WorkOrderId, LineId)>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("remove_line:{line_id}"), id, WORK_ORDER_UPDATE, &())?;
    command.run(&workshop, |order| order.remove_line(line_id)).await
}
