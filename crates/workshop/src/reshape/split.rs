//! Some jobs become an order of their own.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{JobId, WORK_ORDER_OPEN, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::command::{Answer, Asked, begin};
use crate::work_orders::fact::Fact;
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    #[garde(length(min = 1, max = 30))]
    #[schema(min_items = 1, max_items = 30)]
    pub job_ids: Vec<JobId>,
}

/// Moves jobs to a new order of the same customer and vehicle, which the history names; prices and approvals stay.
///
/// Refused with `nothing-stays` for all jobs, or with `line-locked` for what is invoiced. Permission: `work_order.update` and
/// `work_order.open`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/split", tag = MODULE, operation_id = "split_work_order",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Split, responses((status = 200, body = WorkOrderView)))]
pub async fn split_work_order(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Split>,
) -> Result<Answer, Problem> {
    let command = asked.to("split_work_order", id, WORK_ORDER_UPDATE, &body)?;
    let order = command.peek(&workshop).await?;
    command.actor.permit(WORK_ORDER_OPEN, order.site_id)?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let site = workshop.open_site(order.site_id).await?;
    let mut open = command.open(&workshop).await?;
    let jobs = open.order.part(&body.job_ids)?;
    let titles: Vec<_> = jobs.iter().map(|job| job.title.clone()).collect();
    let mut beside = open.order.beside(jobs, workshop.now());
    begin(&mut open.tx, &mut beside, &site, &command.actor, workshop.context.clock.as_ref()).await?;
    let fact = Fact::Split { number: beside.number, jobs: titles.join(", ") };
    command.close(&workshop, open, &[fact]).await
}
