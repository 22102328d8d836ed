//! Who is credited with the hours that an order sold.

use contracts::identity::UserId;
use contracts::workshop::{JobId, LineKind, WorkOrderId};
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;
use uuid::Uuid;

use super::clocking::{Activity, Clocking, Moment};
use super::split::split;
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
    /// The person's part of what the job's labour and its parts ask, without VAT: what commissions are of.
    pub labour_net: Amount,
    pub parts_net: Amount,
    /// When the order was completed.
    pub at: Moment,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A person, and how much of a job is theirs: seconds of work, or a chosen share.
type Worked = (UserId, String, i64);

/// The credit of a completed order: each job's labour and what it asks, split between those who did it.
pub fn credit(order: &WorkOrder, clockings: &[Clocking], at: Moment) -> Vec<Model> {
    order.jobs.iter().filter(|job| job.is_approved()).flat_map(|job| credit_job(order, job, clockings, at)).collect()
}

/// Thousandths of an hour that the job's labour sells.
pub fn hours_of(job: &Job) -> i64 {
    job.lines.iter().filter(|line| line.kind == LineKind::Labour).map(|line| line.quantity.0).sum()
}

/// What each would be credited with if the order were completed now, in thousandths of an hour.
pub fn hours_by_person(order: &WorkOrder, job: &Job, clockings: &[Clocking], at: Moment) -> Vec<(UserId, String, i64)> {
    let who = who_did(order, job, clockings, at);
    let hours = split(hours_of(job).max(0), &weights(&who));
    who.into_iter().zip(hours).map(|((user, name, _), hours)| (user, name, hours)).collect()
}

fn credit_job(order: &WorkOrder, job: &Job, clockings: &[Clocking], at: Moment) -> Vec<Model> {
    let who = who_did(order, job, clockings, at);
    let wholes = [hours_of(job), net_of(job, LineKind::Labour), net_of(job, LineKind::Part)];
    let [hours, labour, parts] = wholes.map(|whole| split(whole.max(0), &weights(&who)));
    let row = |(place, (user_id, user_name, _)): (usize, Worked)| Model {
        id: Uuid::now_v7(),
        order_id: order.id,
        job_id: job.id,
        site_id: order.site_id,
        user_id,
        user_name,
        milli_hours: hours[place],
        labour_net: Amount(labour[place]),
        parts_net: Amount(parts[place]),
        at,
    };
    let is_something = |row: &Model| row.milli_hours > 0 || !row.labour_net.is_zero() || !row.parts_net.is_zero();
    who.into_iter().enumerate().map(row).filter(is_something).collect()
}

fn net_of(job: &Job, kind: LineKind) -> i64 {
    job.lines.iter().filter(|line| line.kind == kind).map(|line| line.net().0).sum()
}

/// Between whom a job is split: as somebody chose; else those who clocked work on it; else on the order; else the order's technician.
fn who_did(order: &WorkOrder, job: &Job, clockings: &[Clocking], at: Moment) -> Vec<Worked> {
    if !job.shares.is_empty() {
        return job.shares.iter().map(|share| (share.user_id, share.name.clone(), i64::from(share.share.0))).collect();
    }
    let mut who = worked(clockings.iter().filter(|row| row.job_id == Some(job.id)), at);
    if who.is_empty() {
        who = worked(clockings.iter(), at);
    }
    if who.is_empty() {
        who.extend(order.technician.iter().map(|technician| (technician.id, technician.name.clone(), 1)));
    }
    who
}

fn weights(who: &[Worked]) -> Vec<i64> {
    who.iter().map(|(_, _, weight)| *weight).collect()
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

#[cfg(test)]
mod tests {
    use kernel::BasisPoints;
    use proptest::prelude::*;

    use super::super::clocking::{Person, Task};
    use super::*;
    use crate::work_orders::fixture::ready;
    use crate::work_orders::shares::Share;

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

    #[test]
    fn chosen_shares_come_before_clocked_time() {
        let (mut order, sami) = (ready(), UserId::new());
        let place = order.jobs.iter().position(|job| hours_of(job) == 1500).unwrap();
        let rows = [clocked("Amine", UserId::new(), &order, Some(place), 0, 3000)];
        let (amine, job) = (rows[0].user_id, order.jobs[place].id);
        let share = |user_id, name: &str, share| Share { user_id, name: name.into(), share: BasisPoints(share) };
        order.share_job(job, vec![share(amine, "Amine", 4000), share(sami, "Sami", 6000)]).unwrap();
        let credited = credit(&order, &rows, 100_000);
        let of_job: Vec<_> = credited.iter().filter(|row| row.job_id == job).map(|row| (row.user_name.as_str(), row.milli_hours)).collect();
        assert_eq!(of_job, [("Amine", 600), ("Sami", 900)]);
    }

    proptest! {
        /// Whoever shares it: hours, labour and parts of a job are credited whole.
        #[test]
        fn a_job_is_credited_to_the_last_thousandth(shares in prop::collection::vec(1..2000i32, 1..6), seconds in prop::collection::vec(1..20_000i64, 0..6)) {
            let mut order = ready();
            let last = 10_000 - shares.iter().sum::<i32>();
            let shares = shares.into_iter().chain((last > 0).then_some(last));
            let shares: Vec<_> = shares.map(|share| Share { user_id: UserId::new(), name: "x".into(), share: BasisPoints(share) }).collect();
            let is_whole = shares.iter().map(|share| share.share.0).sum::<i32>() == 10_000;
            let (first, second) = (order.jobs[0].id, order.jobs[1].id);
            if is_whole {
                order.share_job(first, shares).unwrap();
            }
            let rows: Vec<_> = seconds.iter().map(|until| clocked("y", UserId::new(), &order, Some(1), 0, *until)).collect();
            let rows = credit(&order, &rows, 100_000);
            for job in order.jobs.iter().filter(|job| [first, second].contains(&job.id)) {
                let of_job: Vec<_> = rows.iter().filter(|row| row.job_id == job.id).collect();
                prop_assert_eq!(of_job.iter().map(|row| row.milli_hours).sum::<i64>(), hours_of(job));
                prop_assert_eq!(of_job.iter().map(|row| row.labour_net.0).sum::<i64>(), net_of(job, LineKind::Labour));
                prop_assert_eq!(of_job.iter().map(|row| row.parts_net.0).sum::<i64>(), net_of(job, LineKind::Part));
            }
        }
    }
}
