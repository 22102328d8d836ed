//! The clocks of one person: the rules of starting and ending. Each command answers with the clockings it touched.

use super::clocking::{Activity, Clock, Clocking, Moment, Person, Task};

/// What runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    pub shift: Option<Clocking>,
    pub job: Option<Clocking>,
}

impl Clocks {
    pub fn of(running: Vec<Clocking>) -> Self {
        let (mut shifts, mut jobs): (Vec<_>, Vec<_>) = running.into_iter().partition(|row| row.activity.clock() == Clock::Shift);
        Self { shift: shifts.pop(), job: jobs.pop() }
    }

    /// The shift begins here. One that runs at this site goes on; a forgotten one, or one elsewhere, is left behind.
    pub fn on(&mut self, person: &Person, now: Moment) -> Vec<Clocking> {
        if self.shift.as_ref().is_some_and(|shift| shift.site_id == person.site_id && !shift.is_forgotten(now)) {
            return vec![];
        }
        let mut touched = self.off(now);
        let shift = Clocking::begin(person, Activity::Attended, None, now);
        self.shift = Some(shift.clone());
        touched.push(shift);
        touched
    }

    /// The shift ends, and the job with it.
    pub fn off(&mut self, now: Moment) -> Vec<Clocking> {
        let mut touched = self.pause(now);
        touched.extend(ended(self.shift.take(), now));
        touched
    }

    /// The job clock runs on this from now; what ran before is paused, and the shift begins if it has not.
    pub fn begin(&mut self, person: &Person, task: &Task, activity: Activity, now: Moment) -> Vec<Clocking> {
        let mut touched = self.on(person, now);
        if self.job.as_ref().is_some_and(|job| job.is_on(task, activity) && !job.is_forgotten(now)) {
            return touched;
        }
        touched.extend(self.pause(now));
        let job = Clocking::begin(person, activity, Some(task), now);
        self.job = Some(job.clone());
        touched.push(job);
        touched
    }

    /// The job clock stops; the shift goes on.
    pub fn pause(&mut self, now: Moment) -> Vec<Clocking> {
        ended(self.job.take(), now).into_iter().collect()
    }
}

fn ended(clocking: Option<Clocking>, now: Moment) -> Option<Clocking> {
    clocking.map(|mut clocking| {
        clocking.end(now);
        clocking
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contracts::identity::UserId;
    use contracts::workshop::{ClockingId, JobId, WorkOrderId};
    use kernel::SiteId;
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> Moment {
        1_790_000_000 + minutes * 60
    }

    fn amine() -> Person {
        Person { user_id: UserId::new(), name: "Amine".into(), site_id: SiteId::new() }
    }

    fn task() -> Task {
        Task { order_id: WorkOrderId::new(), order_number: "LAC-2026-00042".into(), job: Some((JobId::new(), "Front brakes".into())) }
    }

    #[test]
    fn starting_a_job_clocks_on_and_pauses_the_one_before() {
        let (person, mut clocks, first, second) = (amine(), Clocks::default(), task(), task());
        assert_eq!(clocks.begin(&person, &first, Activity::Work, at(0)).len(), 2);
        let touched = clocks.begin(&person, &second, Activity::Work, at(30));
        assert_eq!(touched.iter().map(|row| row.ends).collect::<Vec<_>>(), [Some(at(30)), None]);
        assert_eq!(clocks.begin(&person, &second, Activity::Work, at(31)), vec![]);
    }

    #[test]
    fn waiting_is_clocked_apart_from_work_on_the_same_job() {
        let (person, mut clocks, brakes) = (amine(), Clocks::default(), task());
        clocks.begin(&person, &brakes, Activity::Work, at(0));
        let touched = clocks.begin(&person, &brakes, Activity::WaitingApproval, at(20));
        assert_eq!(touched[0].seconds_within(at(0), at(999), at(60)), 1200);
        assert_eq!(touched[1].seconds_within(at(0), at(999), at(60)), 2400);
    }

    #[test]
    fn ending_the_shift_ends_the_job_and_a_second_tap_changes_nothing() {
        let (person, mut clocks) = (amine(), Clocks::default());
        clocks.begin(&person, &task(), Activity::Work, at(0));
        assert_eq!(clocks.off(at(10)).len(), 2);
        assert_eq!(clocks.off(at(11)), vec![]);
    }

    #[test]
    fn a_forgotten_clock_gets_no_end_and_counts_nothing() {
        let (person, mut clocks) = (amine(), Clocks::default());
        clocks.begin(&person, &task(), Activity::Work, at(0));
        let morning = at(24 * 60);
        let touched = clocks.on(&person, morning);
        assert_eq!(touched.len(), 3, "yesterday's job and shift, today's shift");
        for left in &touched[..2] {
            assert!(left.ends.is_none() && left.running.is_none() && left.is_forgotten(morning));
            assert_eq!(left.seconds_within(at(0), morning, morning), 0);
        }
    }

    #[test]
    fn a_shift_at_another_site_ends_where_this_one_begins() {
        let (person, mut clocks) = (amine(), Clocks::default());
        clocks.on(&person, at(0));
        let elsewhere = Person { site_id: SiteId::new(), ..person };
        let touched = clocks.on(&elsewhere, at(5));
        assert_eq!((touched[0].ends, touched[1].site_id), (Some(at(5)), elsewhere.site_id));
    }

    proptest! {
        /// Whatever is tapped: one running clocking per clock, and none of a clock overlaps another of it.
        #[test]
        fn clocks_never_overlap_themselves(taps in prop::collection::vec((0..5u8, 0..3usize, 0..90i64), 1..60)) {
            let (person, tasks) = (amine(), [task(), task(), task()]);
            let (mut clocks, mut rows, mut minute) = (Clocks::default(), BTreeMap::<ClockingId, Clocking>::new(), 0);
            for (tap, which, wait) in taps {
                minute += wait;
                let touched = match tap {
                    0 => clocks.on(&person, at(minute)),
                    1 => clocks.off(at(minute)),
                    2 => clocks.pause(at(minute)),
                    3 => clocks.begin(&person, &tasks[which], Activity::WaitingParts, at(minute)),
                    _ => clocks.begin(&person, &tasks[which], Activity::Work, at(minute)),
                };
                rows.extend(touched.into_iter().map(|row| (row.id, row)));
            }
            let now = at(minute);
            for clock in [Clock::Shift, Clock::Job] {
                let of_clock: Vec<_> = rows.values().filter(|row| row.activity.clock() == clock).collect();
                prop_assert!(of_clock.iter().filter(|row| row.running.is_some()).count() <= 1);
                for (place, row) in of_clock.iter().enumerate() {
                    for other in &of_clock[place + 1..] {
                        // Where a forgotten one ended nobody knows.
                        let end_of = |row: &Clocking| row.ends.unwrap_or(if row.running.is_some() { now } else { row.starts });
                        let (end, other_end) = (end_of(row), end_of(other));
                        prop_assert!(end <= other.starts || other_end <= row.starts, "{row:?} {other:?}");
                    }
                }
            }
            let sum = |clock| rows.values().filter(|row| row.activity.clock() == clock).map(|row| row.seconds_within(at(0), now, now)).sum::<i64>();
            // A forgotten shift counts nothing, though the jobs in it were clocked.
            if !rows.values().any(|row| row.is_forgotten(now)) {
                prop_assert!(sum(Clock::Job) <= sum(Clock::Shift));
            }
        }
    }
}
