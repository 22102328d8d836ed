//! The work waits, for a reason that the board shows with its age.

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
use super::state::HoldReason;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HoldWorkOrder)]
pub struct Wait {
    #[garde(skip)]
    pub reason: HoldReason,
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub note: Option<String>,
}

/// Puts the work on hold.
///
/// Permission: `work_order.work`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/hold", tag = MODULE, operation_id = "hold_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Wait, responses((status = 200, body = WorkOrderView))
)]
pub async fn hold_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Wait>,
) -> Result<Answer, Problem> {
    let command = asked.to("hold_work_order", id, WORK_ORDER_WORK, &body)?;
    let now = workshop.now();
    command.run(&workshop, |order| order.hold(body.reason, filled(body.note), now)).await
}
