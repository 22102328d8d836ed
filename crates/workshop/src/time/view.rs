//! What the API shows of time. Sums are in seconds, hours sold in thousandths of an hour, ratios in basis points.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::{ClockingId, JobId, WorkOrderId};
use kernel::SiteId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocking::{Activity, Clocking, Moment};
use super::period::Period;

/// One activity of one person.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Clocking)]
pub struct ClockingView {
    pub id: ClockingId,
    pub user: Worker,
    pub site_id: SiteId,
    pub activity: Activity,
    pub work_order_id: Option<WorkOrderId>,
    pub work_order: Option<String>,
    pub job_id: Option<JobId>,
    pub job: Option<String>,
    pub started_at: DateTime<Utc>,
    /// Null while it runs, and of what was forgotten.
    pub ended_at: Option<DateTime<Utc>>,
    pub running: bool,
    /// Somebody has to say when it ended: until then it counts nothing.
    pub forgotten: bool,
    /// The correction that counts instead.
    pub replaced_by: Option<ClockingId>,
    pub replaces: Option<ClockingId>,
    /// Why it was written later than it happened, and who did.
    pub reason: Option<String>,
    pub corrected_by: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Worker {
    pub id: UserId,
    pub name: String,
}

/// The time of one person, or of all, within a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimeSum {
    /// Seconds on the shift clock.
    pub attended: i64,
    /// Seconds of work on jobs.
    pub worked: i64,
    pub waiting_approval: i64,
    pub waiting_parts: i64,
    pub waiting_bay: i64,
    pub waiting_diagnosis: i64,
    /// Attended, and on no job.
    pub unexplained: i64,
    /// Thousandths of an hour, of orders completed in the period.
    pub sold: i64,
    /// Worked on jobs ÷ attended, in basis points; null without attendance. Waiting is no work (PRODUCT 3.2 step 14).
    pub utilisation: Option<i64>,
    /// Sold ÷ worked on jobs.
    pub efficiency: Option<i64>,
    /// Sold ÷ attended.
    pub productivity: Option<i64>,
    /// Clockings that wait for an end.
    pub forgotten: i64,
}

pub fn shown(row: Clocking, now: Moment) -> ClockingView {
    ClockingView {
        forgotten: row.is_forgotten(now),
        id: row.id,
        user: Worker { id: row.user_id, name: row.user_name },
        site_id: row.site_id,
        activity: row.activity,
        work_order_id: row.order_id,
        work_order: row.order_number,
        job_id: row.job_id,
        job: row.job_title,
        started_at: time(row.starts),
        ended_at: row.ends.map(time),
        running: row.running.is_some(),
        replaced_by: row.replaced_by,
        replaces: row.replaces,
        reason: row.reason,
        corrected_by: row.corrected_by,
    }
}

pub fn time(moment: Moment) -> DateTime<Utc> {
    DateTime::from_timestamp(moment, 0).unwrap_or_default()
}

impl TimeSum {
    /// Of clockings within a period, with what was sold in it.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Clocking>, (from, until): Period, now: Moment, sold: i64) -> Self {
        let mut sum = Self { sold, ..Self::default() };
        for row in rows {
            let seconds = row.seconds_within(from, until, now);
            *sum.part(row.activity) += seconds;
            sum.forgotten += i64::from(row.is_forgotten(now));
        }
        sum.unexplained = (sum.attended - sum.clocked()).max(0);
        sum.utilisation = ratio(sum.worked, sum.attended);
        // A thousandth of an hour is 3.6 seconds.
        sum.efficiency = ratio(sold * 18 / 5, sum.worked);
        sum.productivity = ratio(sold * 18 / 5, sum.attended);
        sum
    }

    /// On jobs, working or waiting.
    pub fn clocked(&self) -> i64 {
        self.worked + self.waiting_approval + self.waiting_parts + self.waiting_bay + self.waiting_diagnosis
    }

    fn part(&mut self, activity: Activity) -> &mut i64 {
        match activity {
            Activity::Attended => &mut self.attended,
            Activity::Work => &mut self.worked,
            Activity::WaitingApproval => &mut self.waiting_approval,
            Activity::WaitingParts => &mut self.waiting_parts,
            Activity::WaitingBay => &mut self.waiting_bay,
            Activity::WaitingDiagnosis => &mut self.waiting_diagnosis,
        }
    }
}

/// In basis points, halves up.
pub fn ratio(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 10_000 + whole / 2) / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// PRODUCT.md section 5, test fixture: attended 16 h, clocked 13 h, billed 12.3 h.
    #[test]
    fn ratios_are_those_of_the_owners_key_figures() {
        assert_eq!(ratio(13 * 3600, 16 * 3600), Some(8125));
        assert_eq!(ratio(12_300 * 18 / 5, 13 * 3600), Some(9462));
        assert_eq!(ratio(12_300 * 18 / 5, 16 * 3600), Some(7688));
        assert_eq!(ratio(1, 0), None);
    }
}
