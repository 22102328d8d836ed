//! A transfer of parts from one site to another: its rules, pure. What is shipped is on no shelf until it is received, found or said to be
//! lost; nothing is received that was not shipped.

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, StorePaperChanged, TransferId, TransferLineId};
use kernel::audit::Change;
use kernel::money::extended;
use kernel::{Amount, Quantity, SiteId};
use serde::Serialize;

use super::state::{TransferState, TransferStep};
use crate::error::Error;
use crate::products::Unit;

pub const MAX_LINES: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transfer {
    pub id: TransferId,
    /// `TR-LAC-2026-00042`, of the site that sends.
    pub number: String,
    pub from: Place,
    pub to: Place,
    pub state: TransferState,
    pub currency: String,
    pub notes: Option<String>,
    pub lines: Vec<TransferLine>,
    pub cancel_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub shipped_at: Option<DateTime<Utc>>,
    pub received_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    pub version: i64,
}

/// A site, as it was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    pub site_id: SiteId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TransferLine {
    pub id: TransferLineId,
    pub product_id: ProductId,
    pub sku: String,
    pub description: String,
    pub unit: Unit,
    pub requested: Quantity,
    pub shipped: Quantity,
    /// What the site that asked has now, with what was found.
    pub received: Quantity,
    /// What never left.
    pub kept: Quantity,
    pub lost: Quantity,
    /// Of one unit, where it came from; none before it is shipped.
    pub unit_cost: Option<Amount>,
}

/// A quantity of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub line: TransferLineId,
    pub quantity: Quantity,
}

/// What happened, as it stays written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    pub line: TransferLineId,
    pub product_id: ProductId,
    pub step: TransferStep,
    pub quantity: Quantity,
    pub unit_cost: Amount,
}

impl TransferLine {
    /// On no shelf.
    pub fn open(&self) -> Quantity {
        self.shipped - self.received - self.kept - self.lost
    }

    fn happened(&self, step: TransferStep, quantity: Quantity) -> Happened {
        Happened { line: self.id, product_id: self.product_id, step, quantity, unit_cost: self.unit_cost.unwrap_or_default() }
    }
}

impl Transfer {
    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "transfer", id: self.id.0, label: &self.number, site: Some(self.from.site_id) }
    }

    pub fn changed(&self, site_id: SiteId) -> StorePaperChanged {
        let (number, state) = (self.number.clone(), self.state.to_string());
        StorePaperChanged { id: self.id.0, site_id, kind: "transfer".into(), number, state, claim: None }
    }

    /// What is on no shelf, at its cost.
    pub fn open_cost(&self) -> Amount {
        let of = |line: &TransferLine| extended(line.open(), line.unit_cost.unwrap_or_default()).0;
        Amount(self.lines.iter().fold(0, |sum, line| sum.saturating_add(of(line))))
    }

    /// So much of each line leaves; a line that is not told leaves as it was requested. Costs come with [`Self::set_cost`].
    pub fn ship(&mut self, parts: &[Part], at: DateTime<Utc>) -> Result<Vec<Happened>, Error> {
        self.expect(&[TransferState::Requested])?;
        for part in parts {
            self.line_mut(part.line)?;
        }
        for line in &mut self.lines {
            line.shipped = parts.iter().find(|part| part.line == line.id).map_or(line.requested, |part| part.quantity);
        }
        let shipped: Vec<_> = self.lines.iter().filter(|line| line.shipped > Quantity::ZERO).collect();
        if shipped.is_empty() {
            return Err(Error::NothingShipped);
        }
        let happened = shipped.into_iter().map(|line| line.happened(TransferStep::Shipped, line.shipped)).collect();
        self.state = TransferState::Shipped;
        self.shipped_at = Some(at);
        Ok(happened)
    }

    pub fn set_cost(&mut self, line: TransferLineId, unit_cost: Amount) {
        if let Ok(line) = self.line_mut(line) {
            line.unit_cost = Some(unit_cost);
        }
    }

    /// So much of each line came; what is not told did not.
    pub fn receive(&mut self, parts: &[Part], at: DateTime<Utc>) -> Result<Vec<Happened>, Error> {
        self.expect(&[TransferState::Shipped, TransferState::Differs])?;
        let mut happened = vec![];
        for part in parts.iter().filter(|part| part.quantity > Quantity::ZERO) {
            happened.push(self.take(*part, TransferStep::Received)?);
        }
        self.settle(at);
        Ok(happened)
    }

    /// Says where something is that was shipped and did not come.
    pub fn explain(&mut self, part: Part, step: TransferStep, at: DateTime<Utc>) -> Result<Happened, Error> {
        self.expect(&[TransferState::Differs])?;
        let happened = self.take(part, step)?;
        self.settle(at);
        Ok(happened)
    }

    pub fn cancel(&mut self, reason: String) -> Result<(), Error> {
        self.expect(&[TransferState::Requested])?;
        self.state = TransferState::Cancelled;
        self.cancel_reason = Some(reason);
        Ok(())
    }

    fn take(&mut self, part: Part, step: TransferStep) -> Result<Happened, Error> {
        let line = self.line_mut(part.line)?;
        if part.quantity > line.open() {
            return Err(Error::MoreThanShipped { open: line.open() });
        }
        let place = match step {
            TransferStep::FoundHere => &mut line.kept,
            TransferStep::Lost => &mut line.lost,
            TransferStep::Shipped | TransferStep::Received | TransferStep::FoundThere => &mut line.received,
        };
        *place = *place + part.quantity;
        Ok(line.happened(step, part.quantity))
    }

    fn settle(&mut self, at: DateTime<Utc>) {
        let is_whole = self.lines.iter().all(|line| line.open() == Quantity::ZERO);
        self.state = if is_whole { TransferState::Received } else { TransferState::Differs };
        self.received_at = self.received_at.or(Some(at));
    }

    fn expect(&self, states: &[TransferState]) -> Result<(), Error> {
        if states.contains(&self.state) { Ok(()) } else { Err(Error::WrongState(self.state.to_string())) }
    }

    fn line_mut(&mut self, id: TransferLineId) -> Result<&mut TransferLine, Error> {
        self.lines.iter_mut().find(|line| line.id == id).ok_or(Error::UnknownLine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transfer(quantity: i64) -> Transfer {
        let place = |name: &str| Place { site_id: SiteId::new(), name: name.into() };
        let line = TransferLine {
            id: TransferLineId::new(),
            product_id: ProductId::new(),
            sku: "FLT".into(),
            description: "Filtre".into(),
            unit: Unit::Each,
            requested: Quantity::whole(quantity),
            shipped: Quantity::ZERO,
            received: Quantity::ZERO,
            kept: Quantity::ZERO,
            lost: Quantity::ZERO,
            unit_cost: None,
        };
        Transfer {
            id: TransferId::new(),
            number: "TR-LAC-2026-00001".into(),
            from: place("Lac"),
            to: place("Sfax"),
            state: TransferState::Requested,
            currency: "TND".into(),
            notes: None,
            lines: vec![line],
            cancel_reason: None,
            created_at: DateTime::UNIX_EPOCH,
            created_by: "Karim".into(),
            shipped_at: None,
            received_at: None,
            version: 1,
        }
    }

    /// PRODUCT 3.4 step 10: two filters leave, one comes, and the other is open until somebody says where it is.
    #[test]
    fn a_short_receipt_stays_open_until_it_is_explained() {
        let mut transfer = transfer(2);
        let line = transfer.lines[0].id;
        let one = Part { line, quantity: Quantity::whole(1) };
        assert_eq!(transfer.receive(&[one], DateTime::UNIX_EPOCH), Err(Error::WrongState("requested".into())));
        transfer.ship(&[], DateTime::UNIX_EPOCH).unwrap();
        transfer.set_cost(line, Amount(11_200));
        assert_eq!((transfer.lines[0].open(), transfer.open_cost()), (Quantity::whole(2), Amount(22_400)));
        transfer.receive(&[one], DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((transfer.state, transfer.open_cost()), (TransferState::Differs, Amount(11_200)));
        let two = Part { line, quantity: Quantity::whole(2) };
        assert_eq!(transfer.receive(&[two], DateTime::UNIX_EPOCH), Err(Error::MoreThanShipped { open: Quantity::whole(1) }));
        transfer.explain(one, TransferStep::Lost, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((transfer.state, transfer.lines[0].lost), (TransferState::Received, Quantity::whole(1)));
        assert_eq!(transfer.explain(one, TransferStep::Lost, DateTime::UNIX_EPOCH), Err(Error::WrongState("received".into())));
    }

    #[test]
    fn less_may_be_shipped_than_was_requested_and_nothing_is_no_shipment() {
        let mut transfer = transfer(5);
        let line = transfer.lines[0].id;
        let nothing = Part { line, quantity: Quantity::ZERO };
        assert_eq!(transfer.clone().ship(&[nothing], DateTime::UNIX_EPOCH), Err(Error::NothingShipped));
        transfer.ship(&[Part { line, quantity: Quantity::whole(3) }], DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(transfer.cancel("?".into()), Err(Error::WrongState("shipped".into())));
        transfer.receive(&[Part { line, quantity: Quantity::whole(2) }], DateTime::UNIX_EPOCH).unwrap();
        transfer.explain(Part { line, quantity: Quantity::whole(1) }, TransferStep::FoundHere, DateTime::UNIX_EPOCH).unwrap();
        let line = &transfer.lines[0];
        assert_eq!((transfer.state, line.received, line.kept), (TransferState::Received, Quantity::whole(2), Quantity::whole(1)));
    }
}
