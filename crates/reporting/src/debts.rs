//! What was open of invoices, from when until when: what customers owed on any day.

use chrono::NaiveDate;
use kernel::SiteId;
use uuid::Uuid;

/// So much was open of an invoice at the end of each of these days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    pub invoice: Uuid,
    pub site_id: SiteId,
    pub since: NaiveDate,
    /// The first day on which it was not so; none while it is.
    pub until: Option<NaiveDate>,
    pub due_on: NaiveDate,
    /// Minor units, with VAT.
    pub open: i64,
}
