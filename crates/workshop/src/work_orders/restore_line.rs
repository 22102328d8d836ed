//! Puts a line back that was taken off its job.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{LineId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Nothing;
use super::store;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Restores a removed line at the price it had.
///
/// Refused with `discount-over-limit` when that gives more away than the caller's role allows. Permission: `work_order.update`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/lines/{line_id}/restore", tag = MODULE, operation_id = "restore_line", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("line_id" = LineId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView))
)]
pub async fn restore_line(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, line_id)): Path<(WorkOrderId, LineId)>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("restore_line:{line_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let removed = store::removed_line(workshop.context.db.reader(), id, line_id).await?;
    let actor = command.actor.clone();
    command.run(&workshop, |order| order.restore_line(line_id, removed, actor.limits(order.site_id))).await
}
