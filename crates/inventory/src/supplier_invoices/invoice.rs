//! A supplier's invoice against what was ordered and what came: its rules, pure. The match stops at what came; what is asked beyond
//! that, and a price beyond the tolerance, waits for somebody who accepts it.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{
    ProductId, PurchaseLineId, PurchaseOrderId, StoreClaim, StorePaperChanged, SupplierInvoiceId, SupplierInvoiceLineId,
};
use kernel::audit::Change;
use kernel::money::{extended, share};
use kernel::{Amount, BasisPoints, Quantity, SiteId};
use serde::Serialize;

use super::state::InvoiceState;
use crate::error::Error;
use crate::products::Unit;
use crate::purchases::SupplierLabel;

pub const MAX_LINES: usize = 200;
/// A line may cost so much more or less than what came at its price: packs divided into units are rounded, and small change is
/// nobody's work.
pub const TOLERANCE: BasisPoints = BasisPoints(100);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupplierInvoice {
    pub id: SupplierInvoiceId,
    /// The supplier's.
    pub number: String,
    pub site_id: SiteId,
    pub supplier: SupplierLabel,
    pub state: InvoiceState,
    pub currency: String,
    pub dated_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub notes: Option<String>,
    pub lines: Vec<BilledLine>,
    pub approval: Option<Approval>,
    pub cancel_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    #[serde(skip)]
    pub version: i64,
}

/// Who accepted what differs, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Approval {
    pub by: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BilledLine {
    pub id: SupplierInvoiceLineId,
    /// None for a cost that was not ordered as a part: carriage, a deposit. There is nothing to match it with.
    pub of: Option<Bought>,
    pub description: String,
    pub article_number: Option<String>,
    pub unit: Unit,
    pub pack_size: Quantity,
    pub packs: Quantity,
    /// Of one pack, net.
    pub pack_cost: Amount,
    /// What of it came and nobody billed before, in our units.
    pub matched: Quantity,
    /// What that was worth when it came.
    pub expected_cost: Amount,
    /// What of the difference in price went into the stock; none until it is billed.
    pub stock_cost: Option<Amount>,
}

/// What a line of an invoice is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bought {
    pub line_id: PurchaseLineId,
    pub order_id: PurchaseOrderId,
    pub order_number: String,
    pub product_id: ProductId,
}

/// Goods that came of a line of an order, and what one unit cost.
pub type Came = (Quantity, Amount);

impl BilledLine {
    /// In our units.
    pub fn quantity(&self) -> Quantity {
        let units = (i128::from(self.packs.0) * i128::from(self.pack_size.0) + 500) / 1000;
        Quantity(i64::try_from(units).unwrap_or(i64::MAX))
    }

    /// What is asked, net.
    pub fn cost(&self) -> Amount {
        extended(self.packs, self.pack_cost)
    }

    /// What is billed and did not come, in our units.
    pub fn short(&self) -> Quantity {
        if self.of.is_some() { self.quantity() - self.matched } else { Quantity::ZERO }
    }

    /// By how much what came is billed above what it was worth when it came.
    pub fn price_difference(&self) -> Amount {
        if self.of.is_none() { Amount::ZERO } else { Amount(self.matched_cost().0.saturating_sub(self.expected_cost.0)) }
    }

    /// What is asked for what did not come.
    pub fn short_cost(&self) -> Amount {
        if self.of.is_none() { Amount::ZERO } else { Amount(self.cost().0.saturating_sub(self.matched_cost().0)) }
    }

    /// What is asked for what came.
    fn matched_cost(&self) -> Amount {
        let asked = i128::from(self.cost().0) * i128::from(self.matched.0) / i128::from(self.quantity().0.max(1));
        Amount(i64::try_from(asked).unwrap_or(i64::MAX))
    }

    pub fn agrees(&self) -> bool {
        self.short() == Quantity::ZERO && self.price_difference().0.saturating_abs() <= share(self.expected_cost, TOLERANCE).0
    }

    /// Takes what came and nobody billed: the oldest first.
    pub fn meet(&mut self, came: &[Came], billed: Quantity) {
        let (matched, expected) = unbilled(came, billed, self.short());
        self.matched = self.matched + matched;
        self.expected_cost = Amount(self.expected_cost.0.saturating_add(expected.0));
    }
}

/// Of what came, without what was billed of it, up to so much: the oldest first, and what it was worth.
fn unbilled(came: &[Came], billed: Quantity, most: Quantity) -> (Quantity, Amount) {
    let (mut skip, mut left, mut worth) = (billed, most, 0_i64);
    for (quantity, unit_cost) in came {
        let skipped = skip.min(*quantity);
        skip = skip - skipped;
        let taken = (*quantity - skipped).min(left);
        left = left - taken;
        worth = worth.saturating_add(extended(taken, *unit_cost).0);
    }
    (most - left, Amount(worth))
}

impl SupplierInvoice {
    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "supplier_invoice", id: self.id.0, label: &self.number, site: Some(self.site_id) }
    }

    pub fn changed(&self) -> StorePaperChanged {
        let (number, state) = (self.number.clone(), self.state.to_string());
        let waits = || StoreClaim { whose: self.supplier.name.clone(), cost: self.difference_cost(), since: self.created_at };
        let claim = (self.state == InvoiceState::Differs).then(waits);
        StorePaperChanged { id: self.id.0, site_id: self.site_id, kind: "supplier_invoice".into(), number, state, claim }
    }

    /// Net.
    pub fn total_cost(&self) -> Amount {
        Amount(self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.cost().0)))
    }

    /// By how much it is beyond what came, at the price it came at.
    pub fn difference_cost(&self) -> Amount {
        let of = |line: &BilledLine| line.short_cost().0.saturating_add(line.price_difference().0);
        Amount(self.lines.iter().fold(0, |sum, line| sum.saturating_add(of(line))))
    }

    /// What it takes of a line of an order.
    pub fn takes(&self, line: &BilledLine) -> Quantity {
        match (self.state, &line.of) {
            (InvoiceState::Cancelled, _) | (_, None) => Quantity::ZERO,
            (InvoiceState::Differs, _) => line.matched,
            (InvoiceState::Billed, _) => line.quantity(),
        }
    }

    /// Billed, once nothing differs.
    pub fn settle(&mut self) {
        if self.state == InvoiceState::Differs && self.lines.iter().all(BilledLine::agrees) {
            self.state = InvoiceState::Billed;
        }
    }

    /// Somebody accepts what differs: what was not delivered is paid for all the same, and the price stands.
    pub fn approve(&mut self, by: String, reason: String, at: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[InvoiceState::Differs])?;
        self.approval = Some(Approval { by, reason, at });
        self.state = InvoiceState::Billed;
        Ok(())
    }

    /// It was written down wrong: what it billed is not billed, and its number is free again.
    pub fn cancel(&mut self, reason: String) -> Result<(), Error> {
        self.expect(&[InvoiceState::Differs, InvoiceState::Billed])?;
        self.state = InvoiceState::Cancelled;
        self.cancel_reason = Some(reason);
        Ok(())
    }

    pub fn expect(&self, states: &[InvoiceState]) -> Result<(), Error> {
        if states.contains(&self.state) { Ok(()) } else { Err(Error::WrongState(self.state.to_string())) }
    }
}

#[cfg(test)]
mod tests {
    use contracts::inventory::SupplierId;

    use super::*;

    fn line(packs: i64, pack_cost: i64) -> BilledLine {
        BilledLine {
            id: SupplierInvoiceLineId::new(),
            of: Some(Bought {
                line_id: PurchaseLineId::new(),
                order_id: PurchaseOrderId::new(),
                order_number: "PO-LAC-2026-00001".into(),
                product_id: ProductId::new(),
            }),
            description: "Filtre".into(),
            article_number: None,
            unit: Unit::Each,
            pack_size: Quantity::whole(1),
            packs: Quantity::whole(packs),
            pack_cost: Amount(pack_cost),
            matched: Quantity::ZERO,
            expected_cost: Amount::ZERO,
            stock_cost: None,
        }
    }

    fn invoice(lines: Vec<BilledLine>) -> SupplierInvoice {
        SupplierInvoice {
            id: SupplierInvoiceId::new(),
            number: "FA-1".into(),
            site_id: SiteId::new(),
            supplier: SupplierLabel { id: SupplierId::new(), name: "Stafim".into() },
            state: InvoiceState::Differs,
            currency: "TND".into(),
            dated_on: NaiveDate::default(),
            due_on: None,
            notes: None,
            lines,
            approval: None,
            cancel_reason: None,
            created_at: DateTime::UNIX_EPOCH,
            created_by: "Karim".into(),
            version: 1,
        }
    }

    /// PRODUCT 3.4 step 6: six came at 12.000, ten are billed.
    #[test]
    fn the_match_stops_at_what_came_and_the_rest_is_a_difference() {
        let mut invoice = invoice(vec![line(10, 12_000)]);
        invoice.lines[0].meet(&[(Quantity::whole(6), Amount(12_000))], Quantity::ZERO);
        invoice.settle();
        let line = &invoice.lines[0];
        assert_eq!((line.matched, line.short(), line.price_difference()), (Quantity::whole(6), Quantity::whole(4), Amount::ZERO));
        assert_eq!((invoice.state, invoice.difference_cost()), (InvoiceState::Differs, Amount(48_000)));
        assert_eq!(invoice.takes(line), Quantity::whole(6));
        // The other four come, at another price.
        let came = [(Quantity::whole(6), Amount(12_000)), (Quantity::whole(4), Amount(11_000))];
        invoice.lines[0].meet(&came, Quantity::whole(6));
        assert_eq!((invoice.lines[0].short(), invoice.lines[0].expected_cost), (Quantity::ZERO, Amount(116_000)));
        invoice.settle();
        assert_eq!((invoice.state, invoice.lines[0].price_difference()), (InvoiceState::Differs, Amount(4000)));
        invoice.approve("Hela".into(), "Hausse annoncée".into(), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(invoice.takes(&invoice.lines[0]), Quantity::whole(10));
    }

    #[test]
    fn a_price_within_the_tolerance_is_nobodys_work_and_carriage_needs_no_delivery() {
        let mut drum = BilledLine { pack_size: Quantity::whole(208), ..line(1, 900_000) };
        drum.meet(&[(Quantity::whole(208), Amount(4327))], Quantity::ZERO);
        assert_eq!((drum.price_difference(), drum.agrees()), (Amount(-16), true));
        let carriage = BilledLine { of: None, ..line(1, 7000) };
        assert!(carriage.agrees());
        let mut invoice = invoice(vec![drum, carriage]);
        invoice.settle();
        assert_eq!((invoice.state, invoice.total_cost()), (InvoiceState::Billed, Amount(907_000)));
        let dear = BilledLine { packs: Quantity::whole(6), matched: Quantity::whole(6), expected_cost: Amount(72_000), ..line(6, 12_200) };
        assert!(!dear.agrees());
    }

    #[test]
    fn what_another_invoice_has_is_not_billed_again() {
        let came = [(Quantity::whole(6), Amount(12_000)), (Quantity::whole(2), Amount(13_000))];
        assert_eq!(unbilled(&came, Quantity::whole(5), Quantity::whole(4)), (Quantity::whole(3), Amount(38_000)));
        assert_eq!(unbilled(&came, Quantity::whole(8), Quantity::whole(1)), (Quantity::ZERO, Amount::ZERO));
    }

    #[test]
    fn what_is_billed_is_not_approved_and_what_is_cancelled_takes_nothing() {
        let mut invoice = invoice(vec![line(1, 1000)]);
        invoice.lines[0].meet(&[(Quantity::whole(1), Amount(1000))], Quantity::ZERO);
        invoice.settle();
        let refused = invoice.approve("Hela".into(), "?".into(), DateTime::UNIX_EPOCH);
        assert_eq!(refused, Err(Error::WrongState("billed".into())));
        invoice.cancel("Mauvais fournisseur".into()).unwrap();
        assert_eq!(invoice.takes(&invoice.lines[0]), Quantity::ZERO);
        assert_eq!(invoice.cancel("?".into()), Err(Error::WrongState("cancelled".into())));
    }
}
