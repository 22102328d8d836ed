//! The keys go back: the visit is closed.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_HAND_OVER, WORK_ORDER_HAND_OVER_UNPAID, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::input::Nothing;
use super::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Hands the vehicle over.
///
/// Refused with `not-invoiced` before the invoice is issued, and with `unpaid` while money is due, unless the caller holds
/// `work_order.hand_over_unpaid`. Permission: `work_order.hand_over`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/hand-over", tag = MODULE, operation_id = "hand_over_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView))
)]
pub async fn hand_over_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to("hand_over_work_order", id, WORK_ORDER_HAND_OVER, &body)?;
    let (actor, now) = (command.actor.clone(), workshop.now());
    command.run(&workshop, |order| order.hand_over(actor.may(WORK_ORDER_HAND_OVER_UNPAID, order.site_id), now)).await
}
