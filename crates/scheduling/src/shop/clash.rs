//! Why a time cannot be had, for people and as data.

use chrono::SecondsFormat;
use contracts::scheduling::{AppointmentId, ResourceId};
use kernel::{FieldError, Problem};
use serde_json::json;

use crate::time::{Interval, at};

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Another appointment or work order has the resource.
    Taken,
    Absence,
    /// Outside of the hours of the site or the person.
    Closed,
    LockedDay,
    /// The resource cannot do what the work needs.
    Unable,
    /// As many customers wait at that time as the site wants.
    Waiters,
    /// Nothing at the site is of the kind or can do the work.
    Nobody,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub conflict: Conflict,
    /// None when it is the site's.
    pub resource: Option<(ResourceId, String)>,
    pub time: Interval,
    pub appointment: Option<AppointmentId>,
    /// The appointment, the reason of the absence or of the lock, or what cannot be done.
    pub label: String,
}

impl Conflict {
    /// What who may overbook can overrule: never two things at once on one resource.
    pub fn can_be_overruled(self) -> bool {
        !matches!(self, Self::Taken | Self::Nobody)
    }

    fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Absence => "absence",
            Self::Closed => "closed",
            Self::LockedDay => "locked-day",
            Self::Unable => "unable",
            Self::Waiters => "too-many-waiters",
            Self::Nobody => "nobody",
        }
    }
}

impl Clash {
    fn told(&self) -> String {
        let who = self.resource.as_ref().map_or("The site", |(_, name)| name.as_str());
        let instant = |seconds| at(seconds).to_rfc3339_opts(SecondsFormat::Secs, true);
        let what = match self.conflict {
            Conflict::Taken => format!("is taken by {}", self.label),
            Conflict::Absence => format!("is away: {}", self.label),
            Conflict::Closed => "is not there".to_owned(),
            Conflict::LockedDay => format!("takes no bookings on the day: {}", self.label),
            Conflict::Unable => format!("cannot do this: {}", self.label),
            Conflict::Waiters => format!("has as many waiting customers at the time as it wants: {}", self.label),
            Conflict::Nobody => format!("has nobody and nothing for this: {}", self.label),
        };
        format!("{who} {what}, {} to {}", instant(self.time.from), instant(self.time.until))
    }

    fn fault(&self) -> FieldError {
        let resource = self.resource.as_ref();
        FieldError::new("/start", self.conflict.code(), self.told()).with([
            ("resource_id", json!(resource.map(|(id, _)| id))),
            ("resource", json!(resource.map(|(_, name)| name))),
            ("from", json!(at(self.time.from))),
            ("until", json!(at(self.time.until))),
            ("appointment_id", json!(self.appointment)),
            ("label", json!(self.label)),
            ("overbook", json!(self.conflict.can_be_overruled())),
        ])
    }
}

/// 409 that names every clash: in `detail` for people, in `errors` for programs.
pub fn refuse(clashes: &[Clash]) -> Problem {
    let told: Vec<_> = clashes.iter().map(Clash::told).collect();
    let problem = Problem::conflict("clash", "The time cannot be had").detail(told.join("; "));
    Problem { errors: clashes.iter().map(Clash::fault).collect(), ..problem }
}
