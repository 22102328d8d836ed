//! Work that was offered and not done, and whether it was sold after all.

use chrono::{DateTime, TimeDelta};
use contracts::workshop::DeferredStood;
use kernel::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;

/// As it stood last. It counts on the day on which it was put off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferred(pub Option<DeferredStood>);

/// What is sold later is new business.
const A_YEAR: i64 = TimeDelta::days(365).num_seconds();

impl Deferred {
    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let Some(stood) = self.0.as_ref().filter(|stood| !stood.is_gone) else { return Ok(vec![]) };
        let is_sold = stood.sold_at.is_some_and(|sold_at| sold_at - stood.deferred_at <= A_YEAR);
        let sold = if is_sold { stood.gross.0 } else { 0 };
        Ok(vec![Fact {
            id: part(Kind::Deferred, id, Uuid::nil(), None),
            kind: Kind::Deferred,
            site_id: stood.site_id,
            day: sites.day(stood.site_id, DateTime::from_timestamp(stood.deferred_at, 0).unwrap_or_default())?,
            number: stood.number.clone(),
            label: stood.title.clone(),
            document: (Document::WorkOrder, stood.order_id.0),
            sums: Sums::of([(Measure::Deferred, stood.gross.0), (Measure::DeferredSold, sold)]),
        }])
    }
}
