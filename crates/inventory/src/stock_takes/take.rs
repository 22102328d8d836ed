//! A stock take: its rules, pure. A count is compared with the books at the instant of the count, so that what moves while others still
//! count is accounted; the difference, and not the count, moves the stock when it is approved.

use chrono::{DateTime, Utc};
use contracts::inventory::{LocationId, StockTakeId, StorePaperChanged};
use kernel::audit::Change;
use kernel::money::extended;
use kernel::{Amount, Quantity, SiteId};
use serde::Serialize;

use super::state::TakeState;
use crate::entities;
use crate::error::Error;
use crate::supplier_invoices::Approval;

/// A product of a stock take.
pub type TakeLine = entities::stock_take_lines::Model;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StockTake {
    pub id: StockTakeId,
    /// `IN-LAC-2026-00003`
    pub number: String,
    pub site_id: SiteId,
    /// None for all that lies there.
    pub bin: Option<String>,
    /// The room or van; none for the site's own shelves.
    pub location_id: Option<LocationId>,
    pub state: TakeState,
    pub currency: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub counted_at: Option<DateTime<Utc>>,
    pub approval: Option<Approval>,
    pub cancel_reason: Option<String>,
    /// What the differences were worth when they were approved.
    pub variance_cost: Option<Amount>,
    #[serde(skip)]
    pub version: i64,
}

impl TakeLine {
    /// More than the books said, or less; none where nobody counted.
    pub fn variance(&self) -> Option<Quantity> {
        self.counted.zip(self.book).map(|(counted, book)| counted - book)
    }

    pub fn variance_cost(&self) -> Option<Amount> {
        self.variance().map(|variance| extended(variance, self.unit_cost))
    }
}

impl StockTake {
    /// Where it is.
    pub fn site(&self) -> SiteId {
        self.site_id
    }

    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "stock_take", id: self.id.0, label: &self.number, site: Some(self.site_id) }
    }

    pub fn changed(&self) -> StorePaperChanged {
        let (number, state) = (self.number.clone(), self.state.to_string());
        StorePaperChanged { id: self.id.0, site_id: self.site_id, kind: "stock_take".into(), number, state, claim: None }
    }

    /// Nobody counts any more.
    pub fn finish(&mut self, counted: i64, at: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[TakeState::Counting])?;
        if counted == 0 {
            return Err(Error::NothingCounted);
        }
        self.state = TakeState::Counted;
        self.counted_at = Some(at);
        Ok(())
    }

    /// Some of it is counted again.
    pub fn recount(&mut self) -> Result<(), Error> {
        self.expect(&[TakeState::Counted])?;
        self.state = TakeState::Counting;
        self.counted_at = None;
        Ok(())
    }

    pub fn approve(&mut self, by: String, reason: String, at: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[TakeState::Counted])?;
        self.state = TakeState::Approved;
        self.approval = Some(Approval { by, reason, at });
        Ok(())
    }

    pub fn cancel(&mut self, reason: String) -> Result<(), Error> {
        self.expect(&[TakeState::Counting, TakeState::Counted])?;
        self.state = TakeState::Cancelled;
        self.cancel_reason = Some(reason);
        Ok(())
    }

    pub fn expect(&self, states: &[TakeState]) -> Result<(), Error> {
        if states.contains(&self.state) { Ok(()) } else { Err(Error::WrongState(self.state.to_string())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_take_is_counted_approved_once_and_never_empty() {
        let mut take = StockTake {
            id: StockTakeId::new(),
            number: "IN-LAC-2026-00001".into(),
            site_id: SiteId::new(),
            bin: Some("A".into()),
            location_id: None,
            state: TakeState::Counting,
            currency: "TND".into(),
            created_at: DateTime::UNIX_EPOCH,
            created_by: "Karim".into(),
            counted_at: None,
            approval: None,
            cancel_reason: None,
            variance_cost: None,
            version: 1,
        };
        assert_eq!(take.finish(0, DateTime::UNIX_EPOCH), Err(Error::NothingCounted));
        assert_eq!(take.approve("Hela".into(), "?".into(), DateTime::UNIX_EPOCH), Err(Error::WrongState("counting".into())));
        take.finish(3, DateTime::UNIX_EPOCH).unwrap();
        take.recount().unwrap();
        take.finish(3, DateTime::UNIX_EPOCH).unwrap();
        take.approve("Hela".into(), "Casse".into(), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(take.cancel("?".into()), Err(Error::WrongState("approved".into())));
    }
}
