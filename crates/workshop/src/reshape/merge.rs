//! Two orders of one vehicle become one.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_CANCEL, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::command::{self, Answer, Asked};
use crate::work_orders::fact::Fact;
use crate::work_orders::store;
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The order whose jobs are taken over, and that is cancelled.
    #[garde(skip)]
    pub other_id: WorkOrderId,
}

/// Takes over all jobs of another open order of the same customer and vehicle, which is cancelled.
///
/// Refused with `not-alike` when customer, vehicle or site are not the same. Permission: `work_order.update` and `work_order.cancel`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/merge", tag = MODULE, operation_id = "merge_work_order",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Merge, responses((status = 200, body = WorkOrderView)))]
pub async fn merge_work_order(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Merge>,
) -> Result<Answer, Problem> {
    let command = asked.to("merge_work_order", id, WORK_ORDER_UPDATE, &body)?;
    let site = command.peek(&workshop).await?.site_id;
    command.actor.permit(WORK_ORDER_CANCEL, site)?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let (actor, clock) = (command.actor.clone(), workshop.context.clock.clone());
    let mut open = command.open(&workshop).await?;
    let other = store::lock(&open.tx, body.other_id).await?.filter(|other| actor.may(WORK_ORDER_CANCEL, other.site_id));
    let before = other.ok_or_else(|| Problem::field("/other_id", "unknown", "there is no such order"))?;
    let mut other = before.clone();
    open.order.absorb(&mut other)?;
    let facts = other.cancel(open.order.number.clone())?;
    command::keep(&mut open.tx, &before, &mut other, &facts, &actor, clock.as_ref()).await?;
    command.close(&workshop, open, &[Fact::Merged { number: other.number }]).await
}
