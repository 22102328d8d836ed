//! Who is credited with the hours that an order sold.

use contracts::identity::UserId;
use contracts::workshop::{JobId, LineKind, WorkOrderId};
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use uuid::Uuid;

use super::clocking::{Activity, Clocking, Moment};
use crate::work_orders::job::Job;
use crate::work_orders::work_order::WorkOrder;

/// A row of workshop's sold time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_sold_time")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: WorkOrderId,
    pub job_id: JobId,
    pub site_id: SiteId,
    pub user_id: UserId,
    pub user_name: String,
    /// Thousandths of an hour.
    pub milli_hours: i64,
    /// When the order was completed.
    pub at: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Seconds of work of one person.
type Worked = (UserId, String, i64);

/// The credit of a completed order: each job's labour, split by the work that was clocked on it.
pub fn credit(order: &WorkOrder, clockings: &[Clocking], at: Moment) -> Vec<Model> {
    order.jobs.iter().filter(|job| job.is_approved()).flat_map(|job| credit_job(order, job, clockings, at)).collect()
}

/// Thousandths of an hour that the job's labour sells.
pub fn hours_of(job: &Job) -> i64 {
    job.lines.iter().filter(|line| line.kind == LineKind::Labour).map(|line| line.quantity.0).sum()
}

fn credit_job(order: &WorkOrder, job: &Job, clockings: &[Clocking], at: Moment) -> Vec<Model> {
    let hours = hours_of(job);
    if hours <= 0 {
        return vec![];
    }
    let mut who = worked(clockings.iter().filter(|row| row.job_id == Some(job.id)), at);
    if who.is_empty() {
        who = worked(clockings.iter(), at);
    }
    if who.is_empty() {
        who.extend(order.technician.iter().map(|technician| (technician.id, technician.name.clone(), 1)));
    }
    let weights: Vec<_> = who.iter().map(|(_, _, seconds)| *seconds).collect();
    let credited = who.into_iter().zip(split(hours, &weights)).filter(|(_, share)| *share > 0);
    let row = |((user_id, user_name, _), milli_hours): (Worked, i64)| Model {
        id: Uuid::now_v7(),
        order_id: order.id,
        job_id: job.id,
        site_id: order.site_id,
        user_id,
        user_name,
        milli_hours,
        at,
    };
    credited.map(row).collect()
}

/// Who worked how long, in the order in which they began.
fn worked<'a>(clockings: impl Iterator<Item = &'a Clocking>, now: Moment) -> Vec<Worked> {
    let mut who: Vec<Worked> = vec![];
    for row in clockings.filter(|row| row.activity == Activity::Work) {
        let seconds = row.seconds_within(Moment::MIN, Moment::MAX, now);
        match who.iter_mut().find(|(user, _, _)| *user == row.user_id) {
            Some((_, _, sum)) => *sum += seconds,
            None if seconds > 0 => who.push((row.user_id, row.user_name.clone(), seconds)),
            None => {}
        }
    }
    who
}

/// Shares a whole in proportion to weights; what is left over goes to the first ones, so that the shares add up to the whole.
fn split(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    if sum <= 0 {
        return vec![0; weights.len()];
    }
    let share = |weight: &i64| i64::try_from(i128::from(whole) * i128::from(*weight) / i128::from(sum)).unwrap_or_default();
    let mut shares: Vec<_> = weights.iter().map(share).collect();
    let left = whole - shares.iter().sum::<i64>();
    for (_, share) in (0..left).zip(&mut shares) {
        *share += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::clocking::{Person, Task};
    use super::*;
    use crate::work_orders::fixture::ready;

    fn clocked(name: &str, user: UserId, order: &WorkOrder, job: Option<usize>, from: Moment, until: Moment) -> Clocking {
        let job = job.map(|place| (order.jobs[place].id, order.jobs[place].title.clone()));
        let task = Task { order_id: order.id, order_number: order.number.clone(), job };
        let person = Person { user_id: user, name: name.into(), site_id: order.site_id };
        let mut row = Clocking::begin(&person, Activity::Work, Some(&task), from);
        row.end(until);
        row
    }

    fn credits(order: &WorkOrder, clockings: &[Clocking]) -> Vec<(String, i64)> {
        credit(order, clockings, 100_000).into_iter().map(|row| (row.user_name, row.milli_hours)).collect()
    }

    /// PRODUCT.md 3.2 step 12: 1.50 h sold on a job.
    #[test]
    fn who_worked_on_a_job_is_credited_with_it() {
        let (order, amine, sami) = (ready(), UserId::new(), UserId::new());
        let hours: Vec<_> = order.jobs.iter().filter(|job| job.is_approved()).map(hours_of).collect();
        let place = order.jobs.iter().position(|job| hours_of(job) == 1500).unwrap();
        let rows = [clocked("Amine", amine, &order, Some(place), 0, 3000), clocked("Sami", sami, &order, Some(place), 3000, 4500)];
        let found = credits(&order, &rows);
        assert!(found.contains(&("Amine".into(), 1000)) && found.contains(&("Sami".into(), 500)), "{found:?}");
        assert_eq!(found.iter().map(|(_, hours)| hours).sum::<i64>(), hours.iter().sum::<i64>());
    }

    #[test]
    fn without_clockings_the_technician_is_credited() {
        let order = ready();
        let technician = order.technician.clone().unwrap().name;
        assert!(credits(&order, &[]).iter().all(|(name, _)| *name == technician));
        assert!(!credits(&order, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn shares_add_up(whole in 1..1_000_000i64, weights in prop::collection::vec(1..100_000i64, 1..12)) {
            let shares = split(whole, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), whole);
            prop_assert!(shares.iter().all(|share| *share >= 0));
        }
    }
}
