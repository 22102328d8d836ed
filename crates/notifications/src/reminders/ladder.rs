//! Which step of the ladder is to be told: pure rules over days.
//!
//! A ladder is so many days before something is due: 30, 7, 0. The step that applies is the smallest that is not below the days left, so that
//! who comes into the garage's books late, or after days without a run, is told once and not three times.

use chrono::{Days, NaiveDate};
use contracts::customers::CustomerId;
use contracts::vehicles::DueKind;

/// What is overdue by more is not told: a garage that switches reminders on has years of it.
pub const TOO_LATE: i64 = 14;
/// A date that moved later by more is another: what is due was done, or foretold anew. By less it is the same one, and no step of it is told twice.
const FEW_DAYS: i64 = 14;

/// The steps, the furthest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder(Vec<i32>);

/// What was told last of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub step: i32,
    /// When it was due as it was told.
    pub due_on: NaiveDate,
    /// When the item of the plan had been done last.
    pub done_on: Option<NaiveDate>,
    pub item: Option<String>,
    pub to: CustomerId,
}

/// How something stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub kind: DueKind,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
    pub item: Option<String>,
    pub owner: Option<CustomerId>,
}

impl Ladder {
    pub fn new(days: &[i32]) -> Self {
        let mut steps = days.to_vec();
        steps.sort_unstable_by(|one, other| other.cmp(one));
        steps.dedup();
        Self(steps)
    }

    pub fn steps(&self) -> &[i32] {
        &self.0
    }

    /// The days from and until which something is due that may be told today.
    pub fn window(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let furthest = self.0.first().copied().and_then(|days| u64::try_from(days).ok()).unwrap_or_default();
        (today - Days::new(TOO_LATE.unsigned_abs()), today + Days::new(furthest))
    }

    /// The step that applies with so many days left.
    fn applies(&self, left: i64) -> Option<i32> {
        self.0.iter().rev().copied().find(|step| i64::from(*step) >= left).filter(|_| left >= -TOO_LATE)
    }

    /// The step to tell today: none where it was told, or none applies.
    pub fn step(&self, now: &Standing, told: Option<&Told>, today: NaiveDate) -> Option<i32> {
        let step = self.applies((now.due_on - today).num_days())?;
        let known = told.filter(|told| !begins_anew(told, now));
        known.is_none_or(|told| step < told.step).then_some(step)
    }

    /// The day on which the next step is told, after the one that applies now.
    pub fn next_on(&self, due_on: NaiveDate, told: Option<i32>, today: NaiveDate) -> Option<NaiveDate> {
        let days = self.0.iter().copied().filter(|step| told.is_none_or(|told| *step < told));
        let all = days.filter_map(|step| due_on.checked_sub_days(Days::new(u64::try_from(step).ok()?)));
        all.filter(|day| *day > today).min()
    }
}

/// Whether the ladder begins again: it is another's vehicle, it was done, or the date is another.
pub fn begins_anew(told: &Told, now: &Standing) -> bool {
    let was_done = told.item == now.item && now.done_on > told.done_on;
    let is_later = (now.due_on - told.due_on).num_days() > FEW_DAYS;
    now.owner != Some(told.to) || was_done || is_later
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn owner() -> CustomerId {
        CustomerId(uuid::Uuid::nil())
    }

    fn due(on: &str) -> Standing {
        Standing { kind: DueKind::Service, due_on: day(on), done_on: None, item: Some("oil".into()), owner: Some(owner()) }
    }

    fn told(step: i32, on: &str) -> Told {
        Told { step, due_on: day(on), done_on: None, item: Some("oil".into()), to: owner() }
    }

    fn usual() -> Ladder {
        Ladder::new(&[0, 30, 7, 7])
    }

    #[test]
    fn the_step_follows_from_the_days_left() {
        assert_eq!(usual().steps(), [30, 7, 0]);
        let today = day("2026-11-20");
        let table = [
            (31, None),
            (30, Some(30)),
            (8, Some(30)),
            (7, Some(7)),
            (1, Some(7)),
            (0, Some(0)),
            (-1, Some(0)),
            (-14, Some(0)),
            (-15, None),
        ];
        for (left, step) in table {
            let on = today + chrono::TimeDelta::days(left);
            assert_eq!(usual().step(&Standing { due_on: on, ..due("2026-11-20") }, None, today), step, "{left} days left");
        }
        let early = Ladder::new(&[30, 7]);
        assert_eq!(early.step(&due("2026-11-19"), None, today), Some(7), "overdue, the last step still applies");
        assert_eq!(early.window(today), (day("2026-11-06"), day("2026-12-20")));
    }

    #[test]
    fn a_year_of_runs_tells_each_step_once() {
        let (mut last, mut days, due) = (None::<Told>, vec![], due("2027-03-10"));
        let mut today = day("2026-11-20");
        while today < day("2027-06-01") {
            if let Some(step) = usual().step(&due, last.as_ref(), today) {
                days.push((today, step));
                last = Some(told(step, "2027-03-10"));
            }
            today = today + Days::new(1);
        }
        assert_eq!(days, [(day("2027-02-08"), 30), (day("2027-03-03"), 7), (day("2027-03-10"), 0)]);
    }

    #[test]
    fn a_shift_of_days_tells_nothing_twice_and_a_new_date_begins_anew() {
        let today = day("2027-02-20");
        let step = |now: &Standing, told: &Told| usual().step(now, Some(told), today);
        let first = told(30, "2027-03-10");
        assert_eq!(step(&due("2027-03-13"), &first), None, "three days later");
        assert_eq!(step(&due("2027-03-02"), &first), None, "eight days earlier: ten are left");
        assert_eq!(step(&due("2027-02-26"), &first), Some(7), "six are left");
        assert_eq!(step(&due("2027-03-22"), &told(7, "2027-03-01")), Some(30), "another date");
        assert_eq!(step(&due("2027-03-15"), &told(7, "2027-03-01")), None, "14 days are a shift");
        let done = Standing { done_on: Some(day("2027-02-19")), ..due("2027-03-20") };
        assert_eq!(step(&done, &told(0, "2027-03-10")), Some(30), "done, and due again within the month");
        let other_item = Standing { item: Some("cabin_filter".into()), done_on: Some(day("2027-01-01")), ..due("2027-03-13") };
        assert_eq!(step(&other_item, &first), None, "what is due soon after was told along");
        let sold = Standing { owner: Some(CustomerId::new()), ..due("2027-03-10") };
        assert_eq!(step(&sold, &first), Some(30));
    }

    #[test]
    fn the_next_step_is_the_first_day_that_is_to_come() {
        let next = |on: &str, told, today: &str| usual().next_on(day(on), told, day(today)).map(|day| day.to_string());
        assert_eq!(next("2027-03-10", None, "2026-11-20").as_deref(), Some("2027-02-08"));
        assert_eq!(next("2027-03-10", Some(30), "2027-02-08").as_deref(), Some("2027-03-03"));
        assert_eq!(next("2027-03-10", Some(0), "2027-03-10"), None);
    }

    proptest::proptest! {
        /// However the days go by and the date creeps, of one date no step is told twice, and none after a nearer one.
        #[test]
        fn steps_only_come_nearer(
            steps in proptest::collection::vec(0..=180_i32, 1..=5),
            days in proptest::collection::vec((0..4_i64, -3..=3_i64), 0..200),
        ) {
            let ladder = Ladder::new(&steps);
            let (mut today, mut on, mut last) = (day("2026-11-20"), day("2027-06-01"), None::<Told>);
            for (by, shift) in days {
                today += chrono::TimeDelta::days(by);
                on = (on + chrono::TimeDelta::days(shift)).clamp(day("2027-05-25"), day("2027-06-08"));
                let now = Standing { due_on: on, ..due("2027-06-01") };
                let Some(step) = ladder.step(&now, last.as_ref(), today) else { continue };
                let left = (on - today).num_days();
                proptest::prop_assert!((-TOO_LATE..=i64::from(step)).contains(&left));
                proptest::prop_assert!(last.as_ref().is_none_or(|last| step < last.step));
                last = Some(Told { due_on: on, ..told(step, "2027-06-01") });
            }
        }
    }
}
