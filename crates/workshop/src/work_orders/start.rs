//! Work begins on an approved order.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_WORK, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::text::{filled, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::view::WorkOrderView;
use crate::{MODULE, Workshop, gate};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StartWorkOrder)]
pub struct Start {
    /// Why it begins all the same, where the site's rules warn.
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

/// Starts the work.
///
/// Refused with `gate-closed` or, without a reason, `gate-warns` where a deposit was asked for and has not come, or the customer's credit is
/// used up or on hold, and the site's rules say so.
/// Permission: `work_order.work`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/start", tag = MODULE, operation_id = "start_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Start, responses((status = 200, body = WorkOrderView))
)]
pub async fn start_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Start>,
) -> Result<Answer, Problem> {
    let command = asked.to("start_work_order", id, WORK_ORDER_WORK, &body)?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let credit = gate::credit(&workshop, &command.peek(&workshop).await?).await?;
    let mut open = command.open(&workshop).await?;
    let mut facts = open.order.start()?;
    facts.extend(gate::begin(&*open.tx, &open.before, credit, filled(body.reason)).await?);
    command.close(&workshop, open, &facts).await
}
