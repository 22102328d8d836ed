//! What was done and is to be done again tells the vehicle's plan when its order is completed.

use contracts::workshop::{JobToRepeat, JobsToRepeat};
use kernel::{Actor, Clock, Problem, Tx, outbox};

use super::content::Content;
use super::store;
use super::tables::Model;
use super::view::names;
use crate::MODULE;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;

pub async fn follow(tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let (Fact::Completed { .. }, Some(vehicle_id)) = (fact, order.vehicle.id) else { return Ok(()) };
    let made_of: Vec<_> = order.jobs.iter().filter(|job| job.is_approved()).filter_map(|job| job.canned_job_id).collect();
    let canned = store::with_archived(&**tx, &made_of).await?;
    let jobs = to_repeat(order, &canned)?;
    if jobs.is_empty() {
        return Ok(());
    }
    let event = JobsToRepeat { id: order.id, site_id: order.site_id, vehicle_id, jobs };
    Ok(outbox::append(tx, MODULE, &event, actor, clock).await?)
}

/// The jobs that were done and have an interval, as they stand on the order.
fn to_repeat(order: &WorkOrder, canned: &[Model]) -> Result<Vec<JobToRepeat>, Problem> {
    let mut jobs = vec![];
    for job in order.jobs.iter().filter(|job| job.is_approved()) {
        let Some(row) = canned.iter().find(|row| Some(row.id) == job.canned_job_id) else { continue };
        let Some(reminder) = Content::of(row)?.reminder else { continue };
        jobs.push(JobToRepeat {
            canned_job_id: row.id,
            names: names(row),
            title: job.title.clone(),
            months: reminder.months,
            km: reminder.km,
        });
    }
    Ok(jobs)
}
