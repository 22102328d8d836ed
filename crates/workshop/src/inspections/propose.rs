//! Makes findings proposed jobs of the order.

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use contracts::identity::site;
use contracts::workshop::{InspectionId, ItemId, JobId, WORK_ORDER_UPDATE};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::idempotency::Claim;
use kernel::{Actor, FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::complete::{Answer, answer};
use super::error::Error;
use super::store;
use super::tables::{inspection, item};
use super::template::MOST_ITEMS;
use super::view::{self, InspectionView};
use crate::canned_jobs::ready::Ready;
use crate::pricing::Asking;
use crate::work_orders::command::{Asked, keep};
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Job;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeJobs {
    /// Which findings; all that are no job yet when left out.
    #[garde(inner(length(min = 1, max = MOST_ITEMS)))]
    #[schema(min_items = 1, max_items = 150)]
    pub item_ids: Option<Vec<ItemId>>,
}

/// Makes findings proposed jobs of the work order: what is soon or urgent and is no job on it yet. One whose item names a canned job
/// comes with that job's lines at today's prices, others without lines. A finding that is a job already stays that. Permission:
/// `work_order.update`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/jobs", tag = MODULE, operation_id = "propose_inspection_jobs",
    security(("bearer" = [])), params(("inspection_id" = InspectionId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ProposeJobs, responses((status = 200, body = InspectionView)))]
pub async fn propose_inspection_jobs(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<InspectionId>,
    Json(body): Json<ProposeJobs>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("propose_inspection_jobs:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let seen = store::find(db.reader(), id).await?;
    actor.permit(WORK_ORDER_UPDATE, seen.site_id)?;
    let language = site(workshop.sites.as_ref(), seen.site_id).await?.languages.default;
    let ready = ready(&workshop, &seen, &actor).await?;

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let inspection = store::lock(&tx, id).await?;
    let before = orders::lock(&tx, inspection.order_id).await?.ok_or_else(Problem::not_found)?;
    let mut order = before.clone();
    let mut findings = chosen(store::items(&*tx, id).await?, body.item_ids.as_deref())?;
    let on_order: HashSet<JobId> = order.jobs.iter().map(|job| job.id).collect();
    findings.retain(|item| item.job_id.is_none_or(|job| !on_order.contains(&job)));
    let mut facts = vec![];
    for item in &mut findings {
        facts.extend(propose(&mut order, item, &ready, language)?);
    }
    if !facts.is_empty() {
        keep(&mut tx, &before, &mut order, &facts, &actor, clock).await?;
        store::save_items(&tx, &mut findings).await?;
        workshop.inspection_changed(&mut tx, &inspection, "proposed", &actor).await?;
    }
    let view = view::whole(&*tx, &inspection, &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// The findings that are meant; 422 for an item that is none.
fn chosen(items: Vec<item::Model>, named: Option<&[ItemId]>) -> Result<Vec<item::Model>, Error> {
    let Some(named) = named else { return Ok(items.into_iter().filter(item::Model::is_finding).collect()) };
    let is_finding = |id: &ItemId| items.iter().any(|item| item.id == *id && item.is_finding());
    let faults = named
        .iter()
        .enumerate()
        .filter(|(_, id)| !is_finding(id))
        .map(|(place, _)| FieldError::new(format!("/item_ids/{place}"), "not-a-finding", "nothing was found there"));
    let faults: Vec<_> = faults.collect();
    if !faults.is_empty() {
        return Err(Error::Fields(faults));
    }
    Ok(items.into_iter().filter(|item| named.contains(&item.id)).collect())
}

/// The canned jobs that findings name, with today's prices.
async fn ready(workshop: &Workshop, seen: &inspection::Model, actor: &Arc<Actor>) -> Result<Ready, Problem> {
    let reader = workshop.context.db.reader();
    let items = store::items(reader, seen.id).await?;
    let named: Vec<_> = items.iter().filter(|item| item.is_finding()).filter_map(|item| item.canned_job_id).collect();
    let head = store::head(reader, seen.order_id).await?;
    let asking = Asking::of_order(workshop, seen.order_id, actor).await?;
    Ready::of(workshop, asking, &head.vehicle_label, &named).await
}

/// The canned job that the finding names, if it is in use; or a job without lines.
fn propose(order: &mut WorkOrder, item: &mut item::Model, ready: &Ready, language: Language) -> Result<Vec<Fact>, crate::error::Error> {
    let canned = item.canned_job_id.and_then(|id| ready.job(id, &order.terms, language)).transpose();
    let job = canned.map_err(crate::error::Error::Fields)?.map(|job| Job { concern: item.job_concern(language), ..job });
    let job = job.unwrap_or_else(|| Job::new(item.job_title(language), item.job_concern(language)));
    item.job_id = Some(job.id);
    order.add_job(job)
}
