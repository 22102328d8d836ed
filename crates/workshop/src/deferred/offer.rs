//! A deferred job is offered again, at today's prices.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{DeferredJobId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::entry::{Deferred, DeferredState, KeptLine};
use super::store;
use crate::error::Error;
use crate::pricing::Asking;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::input::{Articles, JobInput, LineInput, Nothing};
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Adds a deferred job of the vehicle to the order, at today's prices. Permission: `work_order.update`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/deferred-jobs/{deferred_job_id}/offer", tag = MODULE,
    operation_id = "offer_deferred_job", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("deferred_job_id" = DeferredJobId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView)))]
pub async fn offer_deferred_job(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path((order, id)): Path<(WorkOrderId, DeferredJobId)>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("offer_deferred_job:{id}"), order, WORK_ORDER_UPDATE, &body)?;
    let entry = store::find(workshop.context.db.reader(), id).await?;
    command.actor.permit(WORK_ORDER_UPDATE, entry.site_id)?;
    let input = JobInput { title: entry.title.clone(), concern: entry.concern.clone(), lines: priced_today(&workshop, &entry).await? };
    let asking = Asking::of_order(&workshop, order, &command.actor).await?;
    let articles = Articles::of(&workshop, asking, input.lines.iter()).await?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let mut open = command.open(&workshop).await?;
    let mut entry = store::lock(&open.tx, id).await?;
    if Some(entry.vehicle_id) != open.order.vehicle.id {
        return Err(Problem::not_found());
    }
    if entry.state != DeferredState::Open {
        return Err(Error::AlreadyClosed.into());
    }
    if entry.offered_job_id.is_some() {
        return Err(Error::AlreadyOffered.into());
    }
    let job = articles.job(&input, &open.order.terms, "").map_err(Error::Fields)?;
    entry.offer(&open.order, job.id);
    let facts = open.order.add_job(job)?;
    store::save(&open.tx, vec![entry]).await?;
    command.close(&workshop, open, &facts).await
}

/// The lines as they are asked for again.
pub async fn priced_today(workshop: &Workshop, entry: &Deferred) -> Result<Vec<LineInput>, Problem> {
    let lines = entry.kept_lines()?;
    let ids: Vec<_> = lines.iter().filter_map(|line| line.product_id).collect();
    let cards = if ids.is_empty() { vec![] } else { workshop.catalogue.cards(&ids).await? };
    let is_sold = |line: &KeptLine| line.product_id.is_some_and(|id| cards.iter().any(|card| card.id == id && !card.archived));
    Ok(lines.iter().map(|line| line.again(is_sold(line))).collect())
}
