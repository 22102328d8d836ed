//! A site's people and places over some days, and the choice of who does what where: pure, over sorted intervals.
//!
//! A start fits when a technician with the skills, a bay, and what else the work needs are all free from it on. Work runs over a break
//! of the technician, who is then taken in pieces; the bay is taken from beginning to end. Among those that fit the one is chosen that
//! the caller prefers, then a bay that can no more than it must, then who has least on that day, then the name: the same question has
//! the same answer.

mod choice;
mod clash;
mod load;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use contracts::identity::{SiteCard, UserId};
use contracts::scheduling::{AppointmentId, ResourceId};

use crate::resources::Kind;
use crate::settings::Settings;
use crate::time::Interval;

pub use choice::{Choice, Slice, Slot, Wish};
pub use clash::{Clash, Conflict, refuse};
pub use load::{load, load_around};

/// Work goes on after a break of at most so many seconds: not over a night.
pub const LONGEST_BREAK: i64 = 4 * 3600;

/// A slice of a resource's time, and what has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub time: Interval,
    pub appointment: Option<AppointmentId>,
    /// `LAC-R-2026-00042 · Leïla`
    pub label: String,
}

/// When a resource is away, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub time: Interval,
    pub reason: String,
}

/// A resource over the days that are looked at.
#[derive(Clone, Debug)]
pub struct Resource {
    pub id: ResourceId,
    pub kind: Kind,
    pub name: String,
    pub user: Option<UserId>,
    pub codes: Vec<String>,
    pub efficiency: i32,
    /// Takes new bookings.
    pub active: bool,
    /// When it can work, absences left aside.
    pub hours: Vec<Interval>,
    /// Sorted; never two at once.
    pub taken: Vec<Taken>,
    pub away: Vec<Away>,
}

/// A site over the days that are looked at.
#[derive(Clone, Debug)]
pub struct Shop {
    pub site: SiteCard,
    pub settings: Settings,
    /// Each day with its bounds, and whether it is locked.
    pub days: Vec<Day>,
    /// When the site is open.
    pub hours: Vec<Interval>,
    /// By name; also those that take no new bookings.
    pub resources: Vec<Resource>,
    /// Starts of customers who will wait, sorted.
    pub waiters: Vec<i64>,
}

#[derive(Clone, Debug)]
pub struct Day {
    pub date: NaiveDate,
    pub time: Interval,
    /// Why no bookings are taken.
    pub locked: Option<String>,
}

impl Resource {
    /// The first that has the time already.
    pub fn taken_in(&self, time: Interval) -> Option<&Taken> {
        let first = self.taken.partition_point(|taken| taken.time.until <= time.from);
        self.taken.get(first).filter(|taken| taken.time.overlaps(time))
    }

    pub fn away_in(&self, time: Interval) -> Option<&Away> {
        self.away.iter().find(|away| away.time.overlaps(time))
    }

    /// Seconds that are taken within a stretch of time.
    pub fn load(&self, within: Interval) -> i64 {
        let first = self.taken.partition_point(|taken| taken.time.until <= within.from);
        let those = self.taken[first..].iter().take_while(|taken| taken.time.from < within.until);
        those.filter_map(|taken| taken.time.common(within)).map(Interval::seconds).sum()
    }

    pub fn has_all(&self, codes: &[String]) -> bool {
        codes.iter().all(|code| self.codes.contains(code))
    }
}

impl Shop {
    pub fn resource(&self, id: ResourceId) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// The day that an instant falls on.
    pub fn day(&self, instant: i64) -> Option<&Day> {
        self.days.iter().find(|day| day.time.has(instant))
    }

    /// Those of a kind that take bookings.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(move |resource| resource.kind == kind && resource.active)
    }
}
