//! Proposes one more job.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::discounts;
use super::input::{Articles, JobInput};
use super::view::WorkOrderView;
use crate::error::Error;
use crate::pricing::Asking;
use crate::{MODULE, Workshop};

/// Adds a proposed job, with its lines.
///
/// Permission: `work_order.update`. A discount, and how far a price is below the list's, is at most what the caller's role
/// allows (`discount-over-limit`).
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/jobs", tag = MODULE, operation_id = "add_job", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = JobInput, responses((status = 200, body = WorkOrderView))
)]
pub async fn add_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<JobInput>,
) -> Result<Answer, Problem> {
    let command = asked.to("add_job", id, WORK_ORDER_UPDATE, &body)?;
    let asking = Asking::of_order(&workshop, id, &command.actor).await?;
    let articles = Articles::of(&workshop, asking, body.lines.iter()).await?;
    let actor = command.actor.clone();
    let add = command.run(&workshop, |order| {
        let job = articles.job(&body, &order.terms, "").map_err(Error::Fields)?;
        let faults = discounts::beyond_in_lines(actor.limits(order.site_id), &job.lines, order.terms.currency, "/lines");
        if !faults.is_empty() {
            return Err(Error::Fields(faults));
        }
        order.add_job(job)
    });
    add.await
}
