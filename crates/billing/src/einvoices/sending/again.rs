//! A document goes again: pure.

use chrono::{DateTime, Utc};

use super::document::State;
use super::tables::documents::Model;

/// What was mended of the buyer since the document was issued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// With the tax office.
    pub tax_id: Option<String>,
    /// On the network.
    pub electronic_address: Option<String>,
}

/// Goes from the beginning again, with the buyer as it was mended.
pub fn again(row: &mut Model, mended: Mended, now: DateTime<Utc>) {
    if row.state == State::Rejected || row.state == State::Pending {
        (row.tax_id, row.electronic_address) = (mended.tax_id, mended.electronic_address);
        (row.state, row.xml) = (State::Pending, None);
        (row.tried, row.why, row.changed_at) = (false, None, now);
    }
    (row.next_at, row.failures, row.faults) = (Some(now), 0, 0);
}
