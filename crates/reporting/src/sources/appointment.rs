//! Who came, and who did not.

use chrono::{DateTime, Utc};
use contracts::scheduling::{AppointmentNotice, AppointmentState};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;

/// As it stood last. It counts on the day for which it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment(pub Option<Stood>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    site_id: SiteId,
    state: AppointmentState,
    number: String,
    pub name: String,
    start: DateTime<Utc>,
}

impl Appointment {
    pub fn told(&mut self, notice: &AppointmentNotice) {
        let AppointmentNotice { site_id, state, number, name, start, .. } = notice;
        self.0 = Some(Stood { site_id: *site_id, state: *state, number: number.clone(), name: name.clone(), start: *start });
    }

    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let Some(stood) = &self.0 else { return Ok(vec![]) };
        let measure = match stood.state {
            AppointmentState::Arrived | AppointmentState::Converted => Measure::Shown,
            AppointmentState::NoShow => Measure::NoShows,
            _ => return Ok(vec![]),
        };
        Ok(vec![Fact {
            id: part(Kind::Appointment, id, Uuid::nil(), None),
            kind: Kind::Appointment,
            site_id: stood.site_id,
            day: sites.day(stood.site_id, stood.start)?,
            number: stood.number.clone(),
            label: stood.name.clone(),
            document: (Document::Appointment, id),
            sums: Sums::of([(measure, 1)]),
        }])
    }
}
