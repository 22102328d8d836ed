//! The purchase order: its rules, pure. Quantities are in our units; a price is of one of the supplier's packs.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{
    OrderedArticle, ProductId, PurchaseLineId, PurchaseOrderChanged, PurchaseOrderId, PurchaseOrderMailed, SupplierId,
};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::audit::Change;
use kernel::money::{MAX_QUANTITY, extended};
use kernel::{Amount, Quantity, SiteId};
use serde::Serialize;

use super::state::PurchaseState;
use crate::costs::of_unit;
use crate::error::Error;
use crate::products::Unit;

pub const MAX_LINES: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurchaseOrder {
    pub id: PurchaseOrderId,
    /// `PO-LAC-2026-00042`
    pub number: String,
    pub site_id: SiteId,
    pub supplier: SupplierLabel,
    pub state: PurchaseState,
    pub currency: String,
    pub expected_on: Option<NaiveDate>,
    pub notes: Option<String>,
    pub cancel_reason: Option<String>,
    pub lines: Vec<PurchaseLine>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub sent_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupplierLabel {
    pub id: SupplierId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurchaseLine {
    pub id: PurchaseLineId,
    pub product_id: ProductId,
    pub sku: String,
    /// The supplier's.
    pub article_number: Option<String>,
    pub description: String,
    pub unit: Unit,
    pub pack_size: Quantity,
    pub quantity: Quantity,
    pub received: Quantity,
    /// Of one pack, net.
    pub pack_cost: Amount,
    /// What suppliers' invoices have of it, in our units.
    pub billed: Quantity,
    /// Name of the part that was ordered, when this one comes in its place.
    pub instead_of: Option<String>,
    pub links: Vec<Link>,
}

/// A line of a work order that it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub quantity: Quantity,
    /// How much of it came.
    pub served: Quantity,
}

/// Goods that came of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub line: PurchaseLineId,
    pub quantity: Quantity,
    /// Of one pack, when it is another than was ordered at.
    pub pack_cost: Option<Amount>,
}

impl PurchaseLine {
    /// How many of the supplier's packs.
    pub fn packs(&self, quantity: Quantity) -> Quantity {
        let packs = i128::from(quantity.0) * 1000 / i128::from(self.pack_size.0.max(1));
        Quantity(i64::try_from(packs).unwrap_or(i64::MAX))
    }

    /// Net, of what is ordered.
    pub fn cost(&self) -> Amount {
        extended(self.packs(self.quantity), self.pack_cost)
    }

    /// What one of our units costs at a pack's price, rounded half up.
    pub fn unit_cost(&self, pack_cost: Amount) -> Amount {
        of_unit(pack_cost, self.pack_size)
    }

    /// What has not come.
    pub fn outstanding(&self) -> Quantity {
        (self.quantity - self.received).max(Quantity::ZERO)
    }

    /// What came beyond what was ordered.
    pub fn over(&self) -> Quantity {
        (self.received - self.quantity).max(Quantity::ZERO)
    }

    /// What is for jobs; the rest is for the shelf.
    pub fn linked(&self) -> Quantity {
        Quantity(self.links.iter().map(|link| link.quantity.0).sum())
    }
}

impl PurchaseOrder {
    /// What the audit trail calls it.
    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "purchase_order", id: self.id.0, label: &self.number, site: Some(self.site_id) }
    }

    pub fn changed(&self) -> PurchaseOrderChanged {
        PurchaseOrderChanged { id: self.id, site_id: self.site_id, number: self.number.clone(), state: self.state.to_string() }
    }

    /// Net, of what is ordered.
    pub fn total_cost(&self) -> Amount {
        Amount(self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.cost().0)))
    }

    /// What of each product is on its way.
    pub fn on_order(&self) -> BTreeMap<ProductId, Quantity> {
        let mut sums = BTreeMap::new();
        if self.state.is_on_its_way() {
            for line in &self.lines {
                let sum = sums.entry(line.product_id).or_insert(Quantity::ZERO);
                *sum = *sum + line.outstanding();
            }
        }
        sums
    }

    /// Adds a line, or more of what is on it already; with the lines of work orders that it is for.
    pub fn add(&mut self, line: PurchaseLine) -> Result<(), Error> {
        self.expect(&[PurchaseState::Draft])?;
        let Some(known) = self.lines.iter_mut().find(|known| known.product_id == line.product_id) else {
            if self.lines.len() >= MAX_LINES {
                return Err(Error::TooManyLines);
            }
            self.lines.push(line);
            return Ok(());
        };
        if known.quantity.0 + line.quantity.0 > MAX_QUANTITY {
            return Err(Error::StockTooLarge);
        }
        known.quantity = known.quantity + line.quantity;
        for link in line.links {
            match known.links.iter_mut().find(|other| other.line_id == link.line_id) {
                Some(other) => other.quantity = other.quantity + link.quantity,
                None => known.links.push(link),
            }
        }
        Ok(())
    }

    /// Another quantity or price. What is for jobs stays on it: fewer are not ordered.
    pub fn set_line(&mut self, id: PurchaseLineId, quantity: Option<Quantity>, pack_cost: Option<Amount>) -> Result<(), Error> {
        self.expect(&[PurchaseState::Draft])?;
        let line = self.line_mut(id)?;
        let quantity = quantity.unwrap_or(line.quantity);
        if quantity < line.linked() {
            return Err(Error::NeededByJobs { quantity: line.linked() });
        }
        line.quantity = quantity;
        line.pack_cost = pack_cost.unwrap_or(line.pack_cost);
        Ok(())
    }

    pub fn remove_line(&mut self, id: PurchaseLineId) -> Result<(), Error> {
        self.expect(&[PurchaseState::Draft])?;
        self.line_mut(id)?;
        self.lines.retain(|line| line.id != id);
        Ok(())
    }

    /// The supplier has it.
    /// As its supplier reads it.
    pub fn mailed(&self, email: String) -> PurchaseOrderMailed {
        let article = |line: &PurchaseLine| OrderedArticle {
            number: line.article_number.clone().unwrap_or_else(|| line.sku.clone()),
            name: line.description.clone(),
            packs: line.packs(line.quantity),
            pack_size: line.pack_size,
            unit: line.unit.as_str().into(),
        };
        PurchaseOrderMailed {
            id: self.id,
            site_id: self.site_id,
            number: self.number.clone(),
            supplier: self.supplier.name.clone(),
            email,
            lines: self.lines.iter().map(article).collect(),
            expected_on: self.expected_on,
            notes: self.notes.clone(),
        }
    }

    pub fn send(&mut self, expected_on: Option<NaiveDate>, now: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[PurchaseState::Draft])?;
        if self.lines.is_empty() {
            return Err(Error::NothingOrdered);
        }
        self.state = PurchaseState::Sent;
        self.sent_at = Some(now);
        self.expected_on = expected_on.or(self.expected_on);
        Ok(())
    }

    /// Goods came: perhaps a part, perhaps more than was ordered. The jobs that it is for are served first, in the order in which they
    /// were put on the line; says which lines of work orders get how much.
    pub fn receive(&mut self, arrivals: &[Arrival]) -> Result<Vec<(LineId, Quantity)>, Error> {
        self.expect(&[PurchaseState::Sent, PurchaseState::PartlyReceived])?;
        let mut served = vec![];
        for arrival in arrivals {
            let line = self.line_mut(arrival.line)?;
            line.received = line.received + arrival.quantity;
            let mut left = arrival.quantity;
            for link in &mut line.links {
                let given = (link.quantity - link.served).min(left);
                if given > Quantity::ZERO {
                    link.served = link.served + given;
                    left = left - given;
                    served.push((link.line_id, given));
                }
            }
        }
        let is_complete = self.lines.iter().all(|line| line.outstanding() == Quantity::ZERO);
        let is_billed = self.lines.iter().all(|line| line.billed >= line.received);
        self.state = match (is_complete, is_billed) {
            (true, true) => PurchaseState::Billed,
            (true, false) => PurchaseState::Received,
            (false, _) => PurchaseState::PartlyReceived,
        };
        Ok(served)
    }

    /// What has not come of a line comes as another part: the line ends with what came of it, and the rest is a line of its own, with the
    /// jobs that wait for it. A job that has some of it already is not given two kinds. Says whose part is another now.
    pub fn substitute(&mut self, id: PurchaseLineId, by: PurchaseLine) -> Result<Vec<Link>, Error> {
        self.expect(&[PurchaseState::Sent, PurchaseState::PartlyReceived])?;
        if self.lines.len() >= MAX_LINES {
            return Err(Error::TooManyLines);
        }
        let place = self.lines.iter().position(|line| line.id == id).ok_or(Error::UnknownLine)?;
        let line = &mut self.lines[place];
        if line.product_id == by.product_id {
            return Err(Error::SamePart);
        }
        if line.outstanding() == Quantity::ZERO {
            return Err(Error::NothingOutstanding);
        }
        if line.billed > line.received {
            return Err(Error::BilledAhead);
        }
        if line.links.iter().any(|link| link.served > Quantity::ZERO && link.served < link.quantity) {
            return Err(Error::PartlyServed);
        }
        let (waiting, served) = std::mem::take(&mut line.links).into_iter().partition(|link| link.served == Quantity::ZERO);
        let quantity = line.outstanding();
        let by = PurchaseLine { quantity, instead_of: Some(line.description.clone()), links: waiting, ..by };
        let links = by.links.clone();
        (line.quantity, line.links) = (line.received, served);
        if line.quantity == Quantity::ZERO {
            self.lines[place] = by;
        } else {
            self.lines.insert(place + 1, by);
        }
        Ok(links)
    }

    /// An invoice has more of a line, or less. What came whole and is billed whole is billed.
    pub fn bill(&mut self, id: PurchaseLineId, by: Quantity) -> Result<(), Error> {
        if matches!(self.state, PurchaseState::Draft | PurchaseState::Cancelled) {
            return Err(Error::WrongState(self.state.to_string()));
        }
        let line = self.line_mut(id)?;
        line.billed = (line.billed + by).max(Quantity::ZERO);
        let is_billed = self.lines.iter().all(|line| line.billed >= line.received);
        match (self.state, is_billed) {
            (PurchaseState::Received, true) => self.state = PurchaseState::Billed,
            (PurchaseState::Billed, false) => self.state = PurchaseState::Received,
            _ => {}
        }
        Ok(())
    }

    /// Nothing more is waited for.
    pub fn close(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[PurchaseState::PartlyReceived, PurchaseState::Received, PurchaseState::Billed])?;
        self.state = PurchaseState::Closed;
        self.closed_at = Some(now);
        Ok(())
    }

    /// Nothing came, and nothing will.
    pub fn cancel(&mut self, reason: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.expect(&[PurchaseState::Draft, PurchaseState::Sent])?;
        self.state = PurchaseState::Cancelled;
        self.cancel_reason = Some(reason);
        self.closed_at = Some(now);
        Ok(())
    }

    fn expect(&self, states: &[PurchaseState]) -> Result<(), Error> {
        if states.contains(&self.state) { Ok(()) } else { Err(Error::WrongState(self.state.to_string())) }
    }

    fn line_mut(&mut self, id: PurchaseLineId) -> Result<&mut PurchaseLine, Error> {
        self.lines.iter_mut().find(|line| line.id == id).ok_or(Error::UnknownLine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: i64, linked: i64) -> PurchaseLine {
        let link = Link {
            line_id: LineId::new(),
            work_order_id: WorkOrderId::new(),
            order_number: "W-1".into(),
            quantity: Quantity::whole(linked),
            served: Quantity::ZERO,
        };
        PurchaseLine {
            id: PurchaseLineId::new(),
            product_id: ProductId::new(),
            sku: "FLT".into(),
            article_number: None,
            description: "Filtre".into(),
            unit: Unit::Each,
            pack_size: Quantity::whole(1),
            quantity: Quantity::whole(quantity),
            received: Quantity::ZERO,
            pack_cost: Amount(12_000),
            billed: Quantity::ZERO,
            instead_of: None,
            links: if linked > 0 { vec![link] } else { vec![] },
        }
    }

    fn order(lines: Vec<PurchaseLine>) -> PurchaseOrder {
        PurchaseOrder {
            id: PurchaseOrderId::new(),
            number: "PO-LAC-2026-00001".into(),
            site_id: SiteId::new(),
            supplier: SupplierLabel { id: SupplierId::new(), name: "Stafim".into() },
            state: PurchaseState::Draft,
            currency: "TND".into(),
            expected_on: None,
            notes: None,
            cancel_reason: None,
            lines,
            created_at: DateTime::UNIX_EPOCH,
            created_by: "Karim".into(),
            sent_at: None,
            closed_at: None,
            version: 1,
        }
    }

    /// PRODUCT 3.4 steps 3 and 4: ten ordered, two of them for a job; six come.
    #[test]
    fn jobs_are_served_first_and_the_rest_stays_on_order() {
        let mut order = order(vec![line(10, 2)]);
        let (filter, id) = (order.lines[0].product_id, order.lines[0].id);
        assert_eq!(order.on_order().get(&filter), None);
        order.send(None, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(order.on_order()[&filter], Quantity::whole(10));
        let served = order.receive(&[Arrival { line: id, quantity: Quantity::whole(6), pack_cost: None }]).unwrap();
        assert_eq!(served, [(order.lines[0].links[0].line_id, Quantity::whole(2))]);
        assert_eq!((order.state, order.on_order()[&filter]), (PurchaseState::PartlyReceived, Quantity::whole(4)));
        order.receive(&[Arrival { line: id, quantity: Quantity::whole(5), pack_cost: None }]).unwrap();
        assert_eq!((order.state, order.lines[0].over()), (PurchaseState::Received, Quantity::whole(1)));
    }

    /// PRODUCT 3.4 step 9: of ten, two of them for a job, six came; the rest is of another brand.
    #[test]
    fn another_part_takes_over_what_has_not_come_and_the_jobs_that_wait() {
        let mut order = order(vec![line(10, 2), line(2, 2)]);
        let (filter, disc) = (order.lines[0].id, order.lines[1].id);
        assert_eq!(order.substitute(disc, line(0, 0)), Err(Error::WrongState("draft".into())));
        order.send(None, DateTime::UNIX_EPOCH).unwrap();
        order.receive(&[Arrival { line: filter, quantity: Quantity::whole(6), pack_cost: None }]).unwrap();
        assert_eq!(order.substitute(filter, line(0, 0)).unwrap(), [], "its job was served");
        let rest = &order.lines[1];
        assert_eq!((order.lines[0].quantity, rest.quantity), (Quantity::whole(6), Quantity::whole(4)));
        assert_eq!(rest.instead_of.as_deref(), Some("Filtre"));
        assert_eq!(order.lines[0].links.len(), 1);
        let moved = order.substitute(disc, line(0, 0)).unwrap();
        assert_eq!(moved[0].quantity, Quantity::whole(2));
        assert_eq!(order.lines.len(), 3, "nothing of the disc came, so nothing is left of its line");
        let same = PurchaseLine { product_id: order.lines[2].product_id, ..line(0, 0) };
        assert_eq!(order.substitute(order.lines[2].id, same), Err(Error::SamePart));
        assert_eq!(order.substitute(filter, line(0, 0)), Err(Error::NothingOutstanding));
        let id = order.lines[2].id;
        order.receive(&[Arrival { line: id, quantity: Quantity::whole(1), pack_cost: None }]).unwrap();
        assert_eq!(order.substitute(id, line(0, 0)), Err(Error::PartlyServed));
        order.bill(order.lines[1].id, Quantity::whole(1)).unwrap();
        assert_eq!(order.substitute(order.lines[1].id, line(0, 0)), Err(Error::BilledAhead));
    }

    #[test]
    fn what_is_not_waited_for_is_not_on_order() {
        let mut partly = order(vec![line(10, 0)]);
        partly.send(None, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(partly.close(DateTime::UNIX_EPOCH), Err(Error::WrongState("sent".into())));
        partly.receive(&[Arrival { line: partly.lines[0].id, quantity: Quantity::whole(1), pack_cost: None }]).unwrap();
        assert_eq!(partly.cancel("late".into(), DateTime::UNIX_EPOCH), Err(Error::WrongState("partly_received".into())));
        partly.close(DateTime::UNIX_EPOCH).unwrap();
        assert!(partly.on_order().is_empty());
    }

    #[test]
    fn an_order_is_billed_when_all_that_came_is() {
        let mut order = order(vec![line(10, 0)]);
        let id = order.lines[0].id;
        assert_eq!(order.bill(id, Quantity::whole(1)), Err(Error::WrongState("draft".into())));
        order.send(None, DateTime::UNIX_EPOCH).unwrap();
        order.receive(&[Arrival { line: id, quantity: Quantity::whole(6), pack_cost: None }]).unwrap();
        order.bill(id, Quantity::whole(6)).unwrap();
        assert_eq!(order.state, PurchaseState::PartlyReceived, "four are still to come");
        order.receive(&[Arrival { line: id, quantity: Quantity::whole(4), pack_cost: None }]).unwrap();
        assert_eq!(order.state, PurchaseState::Received);
        order.bill(id, Quantity::whole(4)).unwrap();
        assert_eq!(order.state, PurchaseState::Billed);
        order.bill(id, -Quantity::whole(4)).unwrap();
        assert_eq!(order.state, PurchaseState::Received);
        order.bill(id, Quantity::whole(4)).unwrap();
        order.close(DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(order.state, PurchaseState::Closed);
    }

    #[test]
    fn an_empty_order_is_not_sent_and_a_sent_one_not_changed() {
        let mut order = order(vec![]);
        assert_eq!(order.send(None, DateTime::UNIX_EPOCH), Err(Error::NothingOrdered));
        order.add(line(1, 0)).unwrap();
        order.send(None, DateTime::UNIX_EPOCH).unwrap();
        let id = order.lines[0].id;
        assert_eq!(order.set_line(id, Some(Quantity::whole(2)), None), Err(Error::WrongState("sent".into())));
        assert_eq!(order.remove_line(id), Err(Error::WrongState("sent".into())));
    }

    #[test]
    fn more_of_the_same_is_one_line_and_what_jobs_need_stays_on_it() {
        let mut order = order(vec![line(8, 0)]);
        let more = PurchaseLine { product_id: order.lines[0].product_id, ..line(2, 2) };
        order.add(more).unwrap();
        assert_eq!((order.lines.len(), order.lines[0].quantity), (1, Quantity::whole(10)));
        let id = order.lines[0].id;
        assert_eq!(order.set_line(id, Some(Quantity::whole(1)), None), Err(Error::NeededByJobs { quantity: Quantity::whole(2) }));
        assert_eq!(order.total_cost(), Amount(120_000));
    }

    #[test]
    fn a_drum_is_bought_by_the_drum_and_valued_by_the_litre() {
        let drum = PurchaseLine { pack_size: Quantity::whole(208), pack_cost: Amount(900_000), ..line(416, 0) };
        assert_eq!(drum.packs(drum.quantity), Quantity::whole(2));
        assert_eq!((drum.cost(), drum.unit_cost(drum.pack_cost)), (Amount(1_800_000), Amount(4327)));
    }
}
