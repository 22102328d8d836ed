//! How a job's sold hours are split between several technicians: by parts that somebody chose, or else by the time that each clocks on it
//! (docs/decisions/0049-shares.md).

use contracts::identity::UserId;
use contracts::workshop::JobId;
use kernel::{BasisPoints, FieldError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fact::Fact;
use super::state::State;
use super::work_order::WorkOrder;
use crate::error::Error;

/// More technicians than that do not share a job.
pub const MOST_SHARES: usize = 10;
/// All of a job.
const WHOLE: i32 = 10_000;

/// A technician's part of a job's sold hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = JobShare)]
#[expect(clippy::struct_field_names, reason = "as the API calls it")]
pub struct Share {
    pub user_id: UserId,
    pub name: String,
    pub share: BasisPoints,
}

impl WorkOrder {
    /// Chooses who is credited with a job; nobody: whoever clocks time on it. Also of an order that is done, because it is often known last.
    pub fn share_job(&mut self, id: JobId, shares: Vec<Share>) -> Result<Vec<Fact>, Error> {
        if matches!(self.state, State::Quote | State::Cancelled { .. }) {
            return Err(self.wrong_state());
        }
        check(&shares)?;
        let job = self.jobs.iter_mut().find(|job| job.id == id).ok_or(Error::UnknownJob(id))?;
        if job.shares == shares {
            return Ok(vec![]);
        }
        job.shares = shares;
        let parts: Vec<_> = job.shares.iter().map(|share| format!("{} {}", share.name, per_cent(share.share))).collect();
        Ok(vec![Fact::HoursShared { job: job.title.clone(), shares: parts.join(", ") }])
    }
}

/// Everybody once, each with something, and together the whole.
fn check(shares: &[Share]) -> Result<(), Error> {
    let twice = (0..shares.len()).find(|place| shares[..*place].iter().any(|share| share.user_id == shares[*place].user_id));
    if let Some(place) = twice {
        return Err(Error::Fields(vec![FieldError::new(format!("/shares/{place}/user_id"), "duplicate", "is named twice")]));
    }
    let whole: i32 = shares.iter().map(|share| share.share.0).sum();
    if !shares.is_empty() && whole != WHOLE {
        return Err(Error::Fields(vec![FieldError::new("/shares", "out-of-range", "the shares are not 10000 together")]));
    }
    Ok(())
}

/// `33.34 %`
fn per_cent(share: BasisPoints) -> String {
    let (whole, rest) = (share.0 / 100, share.0 % 100);
    if rest == 0 { format!("{whole} %") } else { format!("{whole}.{rest:02} %") }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{in_progress, ready};
    use super::*;

    fn share(name: &str, share: i32) -> Share {
        Share { user_id: UserId::new(), name: name.into(), share: BasisPoints(share) }
    }

    fn pointers(result: Result<Vec<Fact>, Error>) -> Vec<String> {
        match result {
            Err(Error::Fields(errors)) => errors.into_iter().map(|error| error.pointer).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_job_is_shared_whole_or_not_at_all() {
        let mut order = in_progress();
        let job = order.jobs[0].id;
        let (amine, sami) = (share("Amine", 3334), share("Sami", 6666));
        let facts = order.share_job(job, vec![amine.clone(), sami.clone()]).unwrap();
        assert_eq!(facts, [Fact::HoursShared { job: order.jobs[0].title.clone(), shares: "Amine 33.34 %, Sami 66.66 %".into() }]);
        assert!(order.share_job(job, vec![amine.clone(), sami.clone()]).unwrap().is_empty());
        assert_eq!(pointers(order.share_job(job, vec![amine.clone()])), ["/shares"]);
        assert_eq!(pointers(order.share_job(job, vec![amine.clone(), amine, sami])), ["/shares/1/user_id"]);
        assert_eq!(order.share_job(job, vec![]).unwrap().len(), 1);
        assert!(matches!(order.share_job(JobId::new(), vec![]), Err(Error::UnknownJob(_))));
    }

    #[test]
    fn what_is_done_may_still_be_shared_and_what_is_cancelled_not() {
        let mut order = ready();
        let job = order.jobs[0].id;
        assert_eq!(order.share_job(job, vec![share("Amine", 10_000)]).unwrap().len(), 1);
        let mut order = in_progress();
        order.cancel("gone".into()).unwrap();
        let job = order.jobs[0].id;
        assert!(matches!(order.share_job(job, vec![]), Err(Error::WrongState(_))));
    }
}
