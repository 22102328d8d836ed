//! Adds a canned job to an order: one request, the job with all its lines.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use contracts::workshop::{CannedJobId, INSPECTION_FILL, TemplateId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::ready::Ready;
use super::store;
use crate::error::Error;
use crate::inspections;
use crate::pricing::Asking;
use crate::work_orders::command::{Answer, Asked, Open};
use crate::work_orders::input::Nothing;
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// Adds a canned job to the order as a proposed job, at today's prices. A part that is named by its role is the article used most on
/// the vehicle's model; one that is not found stands on the job without a price. Its inspection begins with it, if the order has none
/// of that template and the caller may (`inspection.fill`). Permission: `work_order.update`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/canned-jobs/{canned_job_id}", tag = MODULE, operation_id = "add_canned_job",
    security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("canned_job_id" = CannedJobId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = WorkOrderView)))]
pub async fn add_canned_job(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path((order, id)): Path<(WorkOrderId, CannedJobId)>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("add_canned_job:{id}"), order, WORK_ORDER_UPDATE, &body)?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let seen = command.peek(&workshop).await?;
    let canned = store::find(workshop.context.db.reader(), id).await?;
    let asking = Asking::of_order(&workshop, order, &command.actor).await?;
    let ready = Ready::of(&workshop, asking, &seen.vehicle.label, &[id]).await?;
    let language = site(workshop.sites.as_ref(), seen.site_id).await?.languages.default;
    let mut open = command.open(&workshop).await?;
    let job = ready.job(id, &open.order.terms, language).ok_or(Error::CannedJobArchived)?.map_err(Error::Fields)?;
    let facts = open.order.add_job(job)?;
    if let Some(template) = canned.template_id.filter(|_| command.actor.may(INSPECTION_FILL, open.order.site_id)) {
        begin(&workshop, &mut open, template, &command.actor).await?;
    }
    command.close(&workshop, open, &facts).await
}

/// Nothing when the order is inspected by it already, or it is out of use.
async fn begin(workshop: &Workshop, open: &mut Open, template: TemplateId, actor: &kernel::Actor) -> Result<(), Problem> {
    let template = inspections::store::template(&*open.tx, template).await?;
    if open.order.vehicle.id.is_none()
        || open.order.is_quote()
        || template.archived
        || inspections::store::has_begun(&*open.tx, open.order.id, template.id).await?
    {
        return Ok(());
    }
    let head = inspections::store::head(&*open.tx, open.order.id).await?;
    inspections::begin(workshop, &mut open.tx, (&template, &head), actor).await.map(drop)
}
