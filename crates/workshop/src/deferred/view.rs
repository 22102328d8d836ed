//! What the API shows of deferred jobs.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{DeferredJobId, JobId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry::{Deferred, DeferredState, KeptLine};

/// A job that was offered and not done.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DeferredJob)]
pub struct DeferredView {
    pub id: DeferredJobId,
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub customer_id: CustomerId,
    /// Where it was offered last.
    pub work_order_id: WorkOrderId,
    #[schema(example = "LAC-2026-00042")]
    pub work_order: String,
    pub title: String,
    pub concern: Option<String>,
    /// Why the customer declined; null when nobody said, or nobody answered.
    pub reason: Option<String>,
    /// At the prices of that day.
    pub lines: Vec<KeptLine>,
    /// With VAT, at that day's prices.
    pub gross: Amount,
    pub currency: String,
    pub deferred_at: DateTime<Utc>,
    pub due_on: Option<NaiveDate>,
    /// Kilometres.
    pub due_km: Option<i64>,
    pub state: DeferredState,
    pub closed_at: Option<DateTime<Utc>>,
    pub closed_by: Option<String>,
    pub closed_note: Option<String>,
    /// The order on which it is offered again.
    pub offered_work_order_id: Option<WorkOrderId>,
    pub offered_work_order: Option<String>,
    pub offered_job_id: Option<JobId>,
    pub version: i64,
    /// update, offer, close, reopen
    pub actions: Vec<String>,
}

pub fn shown(entry: Deferred, actor: &Actor) -> Result<DeferredView, Problem> {
    let time = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    Ok(DeferredView {
        actions: actions(&entry, actor),
        lines: entry.kept_lines()?,
        id: entry.id,
        site_id: entry.site_id,
        vehicle_id: entry.vehicle_id,
        customer_id: entry.customer_id,
        work_order_id: entry.order_id,
        work_order: entry.order_number,
        title: entry.title,
        concern: entry.concern,
        reason: entry.reason,
        gross: entry.gross,
        currency: entry.currency,
        deferred_at: time(entry.deferred_at),
        due_on: entry.due_on,
        due_km: entry.due_km,
        state: entry.state,
        closed_at: entry.closed_at.map(time),
        closed_by: entry.closed_by,
        closed_note: entry.closed_note,
        offered_work_order_id: entry.offered_order_id,
        offered_work_order: entry.offered_order_number,
        offered_job_id: entry.offered_job_id,
        version: entry.version,
    })
}

fn actions(entry: &Deferred, actor: &Actor) -> Vec<String> {
    if !actor.may(WORK_ORDER_UPDATE, entry.site_id) {
        return vec![];
    }
    let names: &[&str] = match (entry.state, entry.offered_job_id) {
        (DeferredState::Open, None) => &["update", "offer", "close"],
        (DeferredState::Open, Some(_)) => &["update"],
        (DeferredState::Sold, _) => &[],
        (DeferredState::DoneElsewhere | DeferredState::Obsolete, _) => &["reopen"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}
