//! Puts a line back that was taken off its job.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{LineId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::answers::CommandAnswers;
use super::command::{Answer, Asked};
use super::input::Nothing;
use super::store;
use crate::{MODULE, Workshop};

/// Restores a removed line at the price it had.
///
/// Permission: `work_order.update`.
#[utoipa::path(
    post, path = "/work-orders/{id}/lines/{line_id}/restore", tag = MODULE, operation_id = "restore_line", security(("bearer" = [])),
    params(("id" = WorkOrderId, Path), ("line_id" = LineId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses(CommandAnswers)
)]
pub async fn restore_line(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, line_id)): Path<(WorkOrderId, LineId)>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("restore_line:{line_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let removed = store::removed_line(workshop.context.db.reader(), id, line_id).await?;
    command.run(&workshop, |order| order.restore_line(line_id, removed)).await
}
