//! Hours that were not good: what a comeback for workmanship takes back from who was credited with the original. Pure.

use std::collections::BTreeMap;

use contracts::identity::UserId;
use contracts::workshop::{JobId, WorkOrderId};

use crate::time::Moment;

/// An order that made jobs of another good, and when it was completed.
#[derive(Clone, Debug)]
pub struct MadeGood {
    pub original: WorkOrderId,
    pub jobs: Vec<JobId>,
    pub at: Moment,
}

/// Hours that somebody was credited with on a job.
#[derive(Clone, Debug)]
pub struct Credited {
    pub user_id: UserId,
    pub user_name: String,
    pub job_id: JobId,
    pub milli_hours: i64,
}

/// What is taken back from whom, and when. A job that comes back twice is taken back once, the first time.
pub fn taken_back(comebacks: &[MadeGood], credited: &[Credited]) -> Vec<(Credited, Moment)> {
    let mut first = BTreeMap::<JobId, Moment>::new();
    for comeback in comebacks {
        for job in &comeback.jobs {
            let at = first.entry(*job).or_insert(comeback.at);
            *at = comeback.at.min(*at);
        }
    }
    credited.iter().filter_map(|row| first.get(&row.job_id).map(|at| (row.clone(), *at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_taken_back_from_who_was_credited_with_it_the_first_time_it_comes_back() {
        let (original, brakes, oil) = (WorkOrderId::new(), JobId::new(), JobId::new());
        let back = |at: Moment, jobs: &[JobId]| MadeGood { original, jobs: jobs.to_vec(), at };
        let credited = |name: &str, job_id, milli_hours| Credited { user_id: UserId::new(), user_name: name.into(), job_id, milli_hours };
        let rows = [credited("Amine", brakes, 900), credited("Sami", brakes, 600), credited("Amine", oil, 800)];
        let found = taken_back(&[back(20, &[brakes]), back(10, &[brakes])], &rows);
        let found: Vec<_> = found.iter().map(|(row, at)| (row.user_name.as_str(), row.milli_hours, *at)).collect();
        assert_eq!(found, [("Amine", 900, 10), ("Sami", 600, 10)]);
    }
}
