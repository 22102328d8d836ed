//! What a site's day can take, and what is booked of it.

use chrono::Datelike;
use contracts::scheduling::CapacityStood;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};

/// As it stood last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity(pub Option<CapacityStood>);

impl Capacity {
    pub fn facts(&self, id: Uuid) -> Vec<Fact> {
        let Some(stood) = &self.0 else { return vec![] };
        let sums = Sums::of([
            (Measure::BaysOpen, stood.bays_open),
            (Measure::BaysBlocked, stood.bays_blocked),
            (Measure::BaysTaken, stood.bays_taken),
            (Measure::Able, stood.able),
            (Measure::Sold, stood.booked),
        ]);
        vec![Fact {
            id: part(Kind::Capacity, id, Uuid::nil(), None),
            kind: Kind::Capacity,
            site_id: stood.site_id,
            day: stood.on,
            number: String::new(),
            label: String::new(),
            document: (Document::Schedule, stood.site_id.0),
            sums,
        }]
    }
}

/// The id of a site's day.
pub fn day(stood: &CapacityStood) -> Uuid {
    Uuid::from_u128(stood.site_id.0.as_u128() ^ u128::from(stood.on.num_days_from_ce().unsigned_abs()))
}
