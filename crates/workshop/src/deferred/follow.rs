//! What happens to orders makes entries, sells them, or takes them back.

use contracts::workshop::{DeferredStood, JobId};
use kernel::{Actor, Clock, Problem, Tx, outbox};

use super::entry::{Deferred, DeferredState};
use super::store;
use crate::MODULE;
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Job;
use crate::work_orders::work_order::WorkOrder;

/// In the transaction of what happened, `now` in seconds. Nothing comes back without a vehicle and its customer: of what was sold over the counter, and of a
/// caller who is unknown.
pub async fn follow(tx: &Tx, order: &WorkOrder, fact: &Fact, by: &str, now: i64) -> Result<(), Problem> {
    if order.vehicle.id.is_none() || order.customer.known().is_none() {
        return Ok(());
    }
    match fact {
        Fact::Invoiced { .. } | Fact::Cancelled { .. } => defer(tx, order, now).await,
        Fact::Authorised { .. } => sell(tx, order, by, now).await,
        Fact::Restored => Ok(store::take_back(tx, order.id, &ids(order)).await?),
        Fact::JobRemoved { .. } | Fact::Split { .. } => forget_offers(tx, order).await,
        _ => Ok(()),
    }
}

/// Tells figures of the entries of an order, after what may have changed them.
pub async fn tell(tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    if !matches!(fact, Fact::Invoiced { .. } | Fact::Cancelled { .. } | Fact::Authorised { .. }) {
        return Ok(());
    }
    let told: Vec<_> = store::of_order(&**tx, order.id).await?.iter().map(stood).collect();
    Ok(outbox::append_many(tx, MODULE, &told, actor, clock).await?)
}

/// Tells figures of the entries that an order takes back as it is restored: before it does.
pub async fn tell_gone(tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    if !matches!(fact, Fact::Restored) {
        return Ok(());
    }
    let entries = store::of_order(&**tx, order.id).await?;
    let open = entries.iter().filter(|entry| entry.order_id == order.id && entry.state == DeferredState::Open);
    let gone: Vec<_> = open.map(|entry| DeferredStood { is_gone: true, ..stood(entry) }).collect();
    Ok(outbox::append_many(tx, MODULE, &gone, actor, clock).await?)
}

/// An entry as it stands.
pub fn stood(entry: &Deferred) -> DeferredStood {
    DeferredStood {
        id: entry.id,
        site_id: entry.site_id,
        order_id: entry.order_id,
        number: entry.order_number.clone(),
        title: entry.title.clone(),
        gross: entry.gross,
        deferred_at: entry.deferred_at,
        sold_at: entry.closed_at.filter(|_| entry.state == DeferredState::Sold),
        is_gone: false,
    }
}

/// Jobs that were taken off as an order began, because the customer did not want them yet.
pub async fn left(tx: &Tx, order: &WorkOrder, jobs: &[Job], now: i64) -> Result<(), Problem> {
    let entries = jobs.iter().map(|job| Deferred::of(order, job, now)).collect::<Result<Vec<_>, _>>()?;
    Ok(store::insert_many(tx, entries).await?)
}

fn ids(order: &WorkOrder) -> Vec<JobId> {
    order.jobs.iter().map(|job| job.id).collect()
}

async fn defer(tx: &Tx, order: &WorkOrder, now: i64) -> Result<(), Problem> {
    let mut known = store::of_order(&**tx, order.id).await?;
    let (mut new, mut again) = (vec![], vec![]);
    // Where another option was done, nothing is left to do.
    let is_done = |job: &Job| order.jobs.iter().any(|other| other.is_approved() && other.is_alternative_of(job));
    for job in order.jobs.iter().filter(|job| !job.is_approved() && !is_done(job)) {
        match known.iter_mut().find(|entry| is_about(entry, job.id)) {
            None => new.push(Deferred::of(order, job, now)?),
            Some(entry) if entry.state == DeferredState::Open => {
                entry.defer_again(order, job, now)?;
                again.push(entry.clone());
            }
            Some(_) => {}
        }
    }
    store::save(tx, again).await?;
    Ok(store::insert_many(tx, new).await?)
}

/// What the customer approves now is deferred no more.
async fn sell(tx: &Tx, order: &WorkOrder, by: &str, now: i64) -> Result<(), Problem> {
    let mut sold = store::of_order(&**tx, order.id).await?;
    let is_approved = |entry: &Deferred| order.jobs.iter().any(|job| job.is_approved() && is_about(entry, job.id));
    sold.retain(|entry| entry.state == DeferredState::Open && is_approved(entry));
    for entry in &mut sold {
        entry.close(DeferredState::Sold, by, None, now);
    }
    Ok(store::save(tx, sold).await?)
}

/// A job that was taken off an order offers nothing.
async fn forget_offers(tx: &Tx, order: &WorkOrder) -> Result<(), Problem> {
    let jobs = ids(order);
    let mut gone = store::of_order(&**tx, order.id).await?;
    gone.retain(|entry| entry.offered_order_id == Some(order.id) && entry.offered_job_id.is_some_and(|job| !jobs.contains(&job)));
    for entry in &mut gone {
        (entry.offered_order_id, entry.offered_order_number, entry.offered_job_id) = (None, None, None);
    }
    Ok(store::save(tx, gone).await?)
}

/// Whether an entry is of this job: the one that was left, or the one that offers it again.
fn is_about(entry: &Deferred, job: JobId) -> bool {
    entry.job_id == job || entry.offered_job_id == Some(job)
}

/// What demonstration orders left undone.
pub async fn all_of_demo(tx: &Tx, orders: &[WorkOrder]) -> Result<Vec<DeferredStood>, Problem> {
    let left = orders.iter().filter_map(|order| order.completed_at.map(|at| (order, at.timestamp())));
    let of = |(order, at): (&WorkOrder, i64)| {
        let jobs: Vec<&Job> = order.jobs.iter().filter(|job| job.is_declined()).collect();
        jobs.into_iter().map(|job| Deferred::of(order, job, at)).collect::<Result<Vec<_>, _>>()
    };
    let entries: Vec<Vec<Deferred>> = left.map(of).collect::<Result<_, _>>()?;
    let entries = entries.concat();
    for chunk in entries.chunks(500) {
        store::insert_many(tx, chunk.to_vec()).await?;
    }
    Ok(entries.iter().map(stood).collect())
}
