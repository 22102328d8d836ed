//! Adds labour, a part, a fee or a sublet to a job. An approved job then needs approval again.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{JobId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Asked};
use super::discounts;
use super::input::{Articles, LineInput};
use super::view::WorkOrderView;
use crate::error::Error;
use crate::pricing::Asking;
use crate::{MODULE, Workshop};

/// Adds a line to a job.
///
/// Permission: `work_order.update`. A discount, and how far a price is below the list's, is at most what the caller's role
/// allows (`discount-over-limit`).
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/jobs/{job_id}/lines", tag = MODULE, operation_id = "add_line", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = LineInput, responses((status = 200, body = WorkOrderView))
)]
pub async fn add_line(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
    Json(body): Json<LineInput>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("add_line:{job_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let asking = Asking::of_order(&workshop, id, &command.actor).await?;
    let articles = Articles::of(&workshop, asking, [&body].into_iter()).await?;
    let actor = command.actor.clone();
    let add = command.run(&workshop, |order| {
        let line = articles.line(&body, &order.terms, "").map_err(|fault| Error::Fields(vec![fault]))?;
        if let Some(fault) = discounts::beyond(actor.limits(order.site_id), &line, order.terms.currency, "") {
            return Err(Error::Fields(vec![fault]));
        }
        order.add_line(job_id, line)
    });
    add.await
}
