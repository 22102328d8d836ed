//! Which articles a job on this vehicle usually takes.

use std::sync::Arc;

use axum::extract::State;
use contracts::inventory::{ProductCard, ProductId};
use contracts::workshop::{JobId, WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, Problem, Quantity, SiteId, search};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::{job_key, vehicle_scope};
use super::model::Model;
use super::store::{Found, Wanted, used};
use crate::error::Error;
use crate::work_orders::job::Job;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// More than are shown: some may be out of use, or on the job already.
const ASKED: u64 = 24;
const SHOWN: usize = 8;

/// An article that orders of this vehicle or its model took before.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct UsedPart {
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: String,
    /// The catalogue's.
    pub price: Amount,
    pub tracked: bool,
    /// At the order's site; null for what is not counted.
    pub on_hand: Option<Quantity>,
    /// How many lines of orders that are done had it: on this vehicle,
    pub on_vehicle: i64,
    /// on the make and model of about the same years,
    pub on_model: i64,
    /// and there for a job like this.
    pub for_job: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct UsedParts {
    /// At most eight: for such a job on this vehicle, then on its model, then for anything.
    pub items: Vec<UsedPart>,
}

/// The articles that were used before on this vehicle and on its make and model, for such a job first; without those that the job has
/// already. Orders of sites that the caller does not see do not count. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/jobs/{job_id}/used-parts", tag = MODULE, operation_id = "suggest_parts",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path)),
    responses((status = 200, body = UsedParts)))]
pub async fn suggest_parts(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, job)): Path<(WorkOrderId, JobId)>,
) -> Result<Json<UsedParts>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let job = order.jobs.iter().find(|other| other.id == job).ok_or(Error::UnknownJob(job))?;
    let (Some(vehicle), Some(model)) = (order.vehicle.id, Model::of(&order.vehicle.label)) else {
        return Ok(Json(UsedParts { items: vec![] }));
    };
    let sites = actor.visible_sites(None, WORK_ORDER_READ)?;
    let wanted = Wanted { sites, vehicle: vehicle_scope(vehicle), model, jobs: keys(job), limit: ASKED };
    let mut found = used(db, wanted).await?;
    found.retain(|part| job.lines.iter().all(|line| line.product_id != Some(part.product_id)));
    Ok(Json(UsedParts { items: shown(&workshop, order.site_id, found).await? }))
}

/// What it is made of, and its title: a job that is typed by hand is one that was kept ready later.
fn keys(job: &Job) -> Vec<String> {
    vec![job_key(job), search::normalise(&job.title)]
}

async fn shown(workshop: &Workshop, site: SiteId, found: Vec<Found>) -> Result<Vec<UsedPart>, Problem> {
    if found.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<_> = found.iter().map(|part| part.product_id).collect();
    let cards = workshop.catalogue.cards(&ids).await?;
    let on_hand = workshop.catalogue.on_hand(site, &ids).await?;
    let of = |id: ProductId| cards.iter().find(|card| card.id == id && !card.archived);
    let there = |id: ProductId| on_hand.iter().find(|(other, _)| *other == id).map(|(_, quantity)| *quantity);
    let parts = found.into_iter().filter_map(|part| of(part.product_id).map(|card| view(card, &part, there(part.product_id))));
    Ok(parts.take(SHOWN).collect())
}

fn view(card: &ProductCard, part: &Found, on_hand: Option<Quantity>) -> UsedPart {
    UsedPart {
        product_id: card.id,
        sku: card.sku.clone(),
        name: card.name.clone(),
        unit: card.unit.clone(),
        price: card.price,
        tracked: card.tracked,
        on_hand: on_hand.filter(|_| card.tracked),
        on_vehicle: part.on_vehicle,
        on_model: part.on_model,
        for_job: part.for_job,
    }
}
