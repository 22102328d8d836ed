//! A return to a supplier: its rules, pure. Stock leaves when it is shipped, at what it cost; the credit may come later, in several notes.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{
    ProductId, PurchaseLineId, StoreClaim, StorePaperChanged, SupplierCreditId, SupplierReturnId, SupplierReturnLineId,
};
use kernel::audit::Change;
use kernel::money::extended;
use kernel::{Amount, Quantity, SiteId};
use serde::Serialize;

use super::state::{ReturnReason, ReturnState};
use crate::error::Error;
use crate::products::Unit;
use crate::purchases::SupplierLabel;
use crate::supplier_invoices::Approval;

pub const MAX_LINES: usize = 200;
/// More notes than any supplier sends for one return.
pub const MAX_CREDITS: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupplierReturn {
    pub id: SupplierReturnId,
    /// `RF-LAC-2026-00042`
    pub number: String,
    pub site_id: SiteId,
    pub supplier: SupplierLabel,
    pub state: ReturnState,
    pub currency: String,
    pub notes: Option<String>,
    pub lines: Vec<ReturnLine>,
    pub credits: Vec<CreditNote>,
    /// Who accepted less than was expected, and why.
    pub settled: Option<Approval>,
    pub cancel_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub shipped_at: Option<DateTime<Utc>>,
    pub credited_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReturnLine {
    pub id: SupplierReturnLineId,
    pub product_id: ProductId,
    pub sku: String,
    pub description: String,
    pub unit: Unit,
    pub quantity: Quantity,
    /// What the supplier should credit for one of our units, net.
    pub unit_cost: Amount,
    pub reason: ReturnReason,
    pub purchase_line_id: Option<PurchaseLineId>,
    /// What left the shelf was worth; none before it is shipped.
    pub stock_cost: Option<Amount>,
}

/// A credit note of the supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreditNote {
    pub id: SupplierCreditId,
    /// The supplier's.
    pub number: String,
    pub dated_on: NaiveDate,
    /// Net.
    pub credit_cost: Amount,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl ReturnLine {
    pub fn expected(&self) -> Amount {
        extended(self.quantity, self.unit_cost)
    }
}

impl SupplierReturn {
    /// Where it is.
    pub fn site(&self) -> SiteId {
        self.site_id
    }

    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "supplier_return", id: self.id.0, label: &self.number, site: Some(self.site_id) }
    }

    pub fn changed(&self) -> StorePaperChanged {
        let (number, state) = (self.number.clone(), self.state.to_string());
        let waits =
            || StoreClaim { whose: self.supplier.name.clone(), cost: self.open(), since: self.shipped_at.unwrap_or(self.created_at) };
        let claim = (self.state == ReturnState::Shipped).then(waits);
        StorePaperChanged { id: self.id.0, site_id: self.site_id, kind: "supplier_return".into(), number, state, claim }
    }

    /// What the supplier should credit, net.
    pub fn expected(&self) -> Amount {
        sum(self.lines.iter().map(ReturnLine::expected))
    }

    /// What it credited, net.
    pub fn credited(&self) -> Amount {
        sum(self.credits.iter().map(|credit| credit.credit_cost))
    }

    /// What is still to be credited: nothing once it is settled.
    pub fn open(&self) -> Amount {
        match self.state {
            ReturnState::Shipped => Amount(self.expected().0.saturating_sub(self.credited().0)).max(Amount::ZERO),
            ReturnState::Draft | ReturnState::Credited | ReturnState::Cancelled => Amount::ZERO,
        }
    }

    pub fn add(&mut self, line: ReturnLine) -> Result<(), Error> {
        self.expect(&[ReturnState::Draft])?;
        if self.lines.len() >= MAX_LINES {
            return Err(Error::TooManyLines);
        }
        self.lines.push(line);
        Ok(())
    }

    pub fn remove(&mut self, id: SupplierReturnLineId) -> Result<(), Error> {
        self.expect(&[ReturnState::Draft])?;
        let before = self.lines.len();
        self.lines.retain(|line| line.id != id);
        if self.lines.len() == before { Err(Error::UnknownLine) } else { Ok(()) }
    }

    /// The goods are on their way to the supplier.
    pub fn ship(&mut self, at: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[ReturnState::Draft])?;
        if self.lines.is_empty() {
            return Err(Error::NothingReturned);
        }
        self.state = ReturnState::Shipped;
        self.shipped_at = Some(at);
        Ok(())
    }

    /// A credit note came: perhaps a part. All that is expected, and it is credited.
    pub fn credit(&mut self, credit: CreditNote) -> Result<(), Error> {
        self.expect(&[ReturnState::Shipped])?;
        if self.credits.len() >= MAX_CREDITS {
            return Err(Error::TooManyLines);
        }
        let at = credit.at;
        self.credits.push(credit);
        if self.credited() >= self.expected() {
            self.state = ReturnState::Credited;
            self.credited_at = Some(at);
        }
        Ok(())
    }

    /// Nothing more is expected though less came.
    pub fn settle(&mut self, by: String, reason: String, at: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[ReturnState::Shipped])?;
        self.state = ReturnState::Credited;
        self.settled = Some(Approval { by, reason, at });
        self.credited_at = Some(at);
        Ok(())
    }

    pub fn cancel(&mut self, reason: String) -> Result<(), Error> {
        self.expect(&[ReturnState::Draft])?;
        self.state = ReturnState::Cancelled;
        self.cancel_reason = Some(reason);
        Ok(())
    }

    fn expect(&self, states: &[ReturnState]) -> Result<(), Error> {
        if states.contains(&self.state) { Ok(()) } else { Err(Error::WrongState(self.state.to_string())) }
    }
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    Amount(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
}

#[cfg(test)]
mod tests {
    use contracts::inventory::SupplierId;

    use super::*;

    fn goes_back(quantity: i64) -> SupplierReturn {
        let line = ReturnLine {
            id: SupplierReturnLineId::new(),
            product_id: ProductId::new(),
            sku: "ALT".into(),
            description: "Alternateur".into(),
            unit: Unit::Each,
            quantity: Quantity::whole(quantity),
            unit_cost: Amount(400_000),
            reason: ReturnReason::NotNeeded,
            purchase_line_id: None,
            stock_cost: None,
        };
        SupplierReturn {
            id: SupplierReturnId::new(),
            number: "RF-LAC-2026-00001".into(),
            site_id: SiteId::new(),
            supplier: SupplierLabel { id: SupplierId::new(), name: "Stafim".into() },
            state: ReturnState::Draft,
            currency: "TND".into(),
            notes: None,
            lines: vec![line],
            credits: vec![],
            settled: None,
            cancel_reason: None,
            created_at: DateTime::UNIX_EPOCH,
            created_by: "Karim".into(),
            shipped_at: None,
            credited_at: None,
            version: 1,
        }
    }

    fn note(number: &str, amount: i64) -> CreditNote {
        CreditNote {
            id: SupplierCreditId::new(),
            number: number.into(),
            dated_on: NaiveDate::default(),
            credit_cost: Amount(amount),
            by: "Karim".into(),
            at: DateTime::UNIX_EPOCH,
        }
    }

    /// PRODUCT 3.4 step 8.
    #[test]
    fn a_return_is_shipped_and_credited_in_two_notes() {
        let mut back = goes_back(1);
        assert_eq!(back.credit(note("AV-1", 1)), Err(Error::WrongState("draft".into())));
        back.ship(DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((back.state, back.open()), (ReturnState::Shipped, Amount(400_000)));
        assert_eq!(back.cancel("?".into()), Err(Error::WrongState("shipped".into())));
        back.credit(note("AV-1", 250_000)).unwrap();
        assert_eq!((back.state, back.open()), (ReturnState::Shipped, Amount(150_000)));
        back.credit(note("AV-2", 150_000)).unwrap();
        assert_eq!((back.state, back.open()), (ReturnState::Credited, Amount::ZERO));
        assert_eq!(back.credit(note("AV-3", 1)), Err(Error::WrongState("credited".into())));
    }

    #[test]
    fn somebody_may_accept_less_and_an_empty_return_is_not_shipped() {
        let mut back = goes_back(2);
        back.ship(DateTime::UNIX_EPOCH).unwrap();
        back.credit(note("AV-1", 700_000)).unwrap();
        back.settle("Hela".into(), "Frais de reprise".into(), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((back.state, back.open()), (ReturnState::Credited, Amount::ZERO));
        let mut empty = goes_back(1);
        let line = empty.lines[0].id;
        empty.remove(line).unwrap();
        assert_eq!(empty.remove(line), Err(Error::UnknownLine));
        assert_eq!(empty.ship(DateTime::UNIX_EPOCH), Err(Error::NothingReturned));
    }
}
