//! Vehicles whose owners are reminded, and whether that brought them.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::notifications::CustomerMessaged;
use contracts::scheduling::{AppointmentNotice, AppointmentState};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    #[serde(default)]
    plate: String,
    /// Reminders that went out, by message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    reminded: BTreeMap<Uuid, Reminded>,
    /// When its appointments were made that were not given up, by appointment.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    booked: BTreeMap<Uuid, Booked>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Reminded {
    site_id: SiteId,
    at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Booked {
    /// When it was first told of.
    at: DateTime<Utc>,
    is_off: bool,
}

/// Reminders of so long are one, and whoever books later does so by themselves.
const TOGETHER: TimeDelta = TimeDelta::days(30);

impl Vehicle {
    /// A reminder went out.
    pub fn messaged(&mut self, message: &CustomerMessaged, at: DateTime<Utc>) {
        let Some(vehicle) = &message.reminds_of else { return };
        self.plate.clone_from(&vehicle.plate);
        let first = self.reminded.entry(message.id).or_insert(Reminded { site_id: message.site_id, at });
        first.at = first.at.min(at);
    }

    pub fn booked(&mut self, notice: &AppointmentNotice, at: DateTime<Utc>) {
        let is_off = matches!(notice.state, AppointmentState::Cancelled | AppointmentState::NoShow);
        let booked = self.booked.entry(notice.id.0).or_insert(Booked { at, is_off });
        *booked = Booked { at: booked.at.min(at), is_off };
    }

    /// The first reminder of each thirty days, and whether somebody booked within thirty days of it.
    fn rounds(&self) -> Vec<(Uuid, Reminded, bool)> {
        let mut told: Vec<_> = self.reminded.iter().map(|(id, reminded)| (*id, *reminded)).collect();
        told.sort_by_key(|(id, reminded)| (reminded.at, *id));
        let mut rounds: Vec<(Uuid, Reminded, bool)> = vec![];
        for (id, reminded) in told {
            if rounds.last().is_some_and(|(_, first, _)| reminded.at - first.at <= TOGETHER) {
                continue;
            }
            let within = |booked: &Booked| !booked.is_off && booked.at >= reminded.at && booked.at - reminded.at <= TOGETHER;
            rounds.push((id, reminded, self.booked.values().any(within)));
        }
        rounds
    }

    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let fact = |(message, reminded, is_booked): (Uuid, Reminded, bool)| {
            Ok(Fact {
                id: part(Kind::Reminded, message, Uuid::nil(), None),
                kind: Kind::Reminded,
                site_id: reminded.site_id,
                day: sites.day(reminded.site_id, reminded.at)?,
                number: self.plate.clone(),
                label: String::new(),
                document: (Document::Vehicle, id),
                sums: Sums::of([(Measure::Reminded, 1), (Measure::Booked, i64::from(is_booked))]),
            })
        };
        self.rounds().into_iter().map(fact).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    fn rounds(reminded: &[i64], booked: &[(i64, bool)]) -> Vec<(i64, bool)> {
        let mut vehicle = Vehicle::default();
        for (place, on) in reminded.iter().enumerate() {
            let at = Reminded { site_id: SiteId(Uuid::nil()), at: day(*on) };
            vehicle.reminded.insert(Uuid::from_u128(place as u128), at);
        }
        for (place, (on, is_off)) in booked.iter().enumerate() {
            vehicle.booked.insert(Uuid::from_u128(place as u128), Booked { at: day(*on), is_off: *is_off });
        }
        vehicle.rounds().iter().map(|(_, first, is_booked)| ((first.at - day(0)).num_days(), *is_booked)).collect()
    }

    #[test]
    fn reminders_of_thirty_days_are_one_and_bring_who_books_within_them() {
        assert_eq!(rounds(&[0, 14, 30], &[]), [(0, false)]);
        assert_eq!(rounds(&[0, 14, 31], &[(20, false)]), [(0, true), (31, false)]);
        assert_eq!(rounds(&[10], &[(9, false), (41, false)]), [(10, false)], "before it, and too late");
        assert_eq!(rounds(&[10], &[(12, true)]), [(10, false)], "it was given up");
        assert_eq!(rounds(&[10], &[(40, false)]), [(10, true)]);
    }
}
