//! An order is begun anew, at today's prices.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::SiteCard;
use contracts::workshop::{WORK_ORDER_OPEN, WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Created, Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem};

use crate::deferred::KeptLine;
use crate::error::Error;
use crate::pricing::Asking;
use crate::work_orders::command::{Asked, begin};
use crate::work_orders::input::{Articles, JobInput, Nothing};
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::store;
use crate::work_orders::view::{self, WorkOrderView};
use crate::work_orders::work_order::{Terms, WorkOrder};
use crate::{MODULE, Workshop};

type Copied = Repeatable<Created<Versioned<WorkOrderView>>>;

/// Makes a new estimate of an order's jobs for the same customer and vehicle, at today's prices.
///
/// What is no article any more is asked for as it was. Refused with `no-vehicle` of a sale at the counter. Permission: `work_order.read` and `work_order.open`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/copy", tag = MODULE, operation_id = "copy_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Nothing,
    responses((status = 201, body = WorkOrderView)))]
pub async fn copy_work_order(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Copied, Problem> {
    let (db, actor) = (&workshop.context.db, asked.actor.clone());
    let original = store::find(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, original.site_id)?;
    actor.permit(WORK_ORDER_OPEN, original.site_id)?;
    original.expect_vehicle()?;
    original.expect_no_quote()?;
    let claim = asked.claim(&format!("copy_work_order:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let site = workshop.open_site(original.site_id).await?;
    let mut order = copied(&workshop, &original, &site, &actor).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    begin(&mut tx, &mut order, &site, &actor, workshop.context.clock.as_ref()).await?;
    let view = view::whole(&order, &actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: WorkOrderView, replayed: bool) -> Copied {
    let location = format!("/api/v1/work-orders/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Versioned(view.version, view) } }
}

async fn copied(workshop: &Workshop, original: &WorkOrder, site: &SiteCard, actor: &Arc<Actor>) -> Result<WorkOrder, Problem> {
    let ids: Vec<_> = original.jobs.iter().flat_map(|job| &job.lines).filter_map(|line| line.product_id).collect();
    let cards = if ids.is_empty() { vec![] } else { workshop.catalogue.cards(&ids).await? };
    let is_sold = |line: &Line| line.product_id.is_some_and(|id| cards.iter().any(|card| card.id == id && !card.archived));
    let inputs: Vec<_> = original.jobs.iter().map(|job| input(job, is_sold)).collect();
    let asking = Asking::of_order(workshop, original.id, actor).await?;
    let articles = Articles::with(workshop, asking, &cards).await?;
    // The site's terms of today.
    let terms = Terms { language: original.terms.language, ..workshop.terms(site).await? };
    let jobs = articles.jobs(&inputs, &terms, "").map_err(Error::Fields)?;
    let exemption = workshop.exempt_today(original.customer.known(), site).await?;
    let order = WorkOrder { terms, exemption, technician: None, key_tag: None, ..original.beside(jobs, workshop.now()) };
    let mut order = WorkOrder { promised_at: None, odometer_in: None, lead_source: None, ..order };
    order.follow_exemption();
    Ok(order)
}

fn input(job: &Job, is_sold: impl Fn(&Line) -> bool) -> JobInput {
    // Fees, and what is charged for old parts, follow what is on the new order.
    let lines = job.lines.iter().filter(|line| !line.follows_others()).map(|line| KeptLine::from(line).again(is_sold(line))).collect();
    JobInput { title: job.title.clone(), concern: job.concern.clone(), lines }
}
