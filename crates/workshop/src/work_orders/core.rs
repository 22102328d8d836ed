//! Old parts that are worth a deposit (PRODUCT J10). A part of such an article brings a line that charges it, taxed as the part is. The charge
//! leaves the order when the old part is taken in; on an invoice it stays, and is owed to the customer. Who keeps the old part pays it.

use contracts::documents::Language;
use contracts::workshop::{CoreState, LineId, LineKind, OrderCore};
use kernel::money::totals;
use kernel::{Amount, BasisPoints};

use super::core_words::words;
use super::fact::Fact;
use super::job::Job;
use super::line::Line;
use super::state::{State, WorkOrderState};
use super::work_order::WorkOrder;
use crate::error::Error;
use crate::pricing::Origin;
use crate::reductions::Taken;

/// What the old part of a line is worth, and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Core {
    /// Of one, net.
    pub charge: Amount,
    pub state: CoreState,
}

impl Core {
    /// None for what costs nothing to keep.
    pub fn expected(charge: Option<Amount>) -> Option<Self> {
        charge.filter(|charge| *charge > Amount::ZERO).map(|charge| Self { charge, state: CoreState::Expected })
    }
}

impl Line {
    fn charges_core(&self) -> bool {
        self.core.is_some_and(|core| core.state != CoreState::InHand)
    }
}

impl Job {
    /// Brings the lines that charge old parts to what their parts say. What an invoice holds stays.
    pub fn follow_cores(&mut self) {
        let charged: Vec<Line> = self.lines.iter().filter(|line| line.charges_core()).cloned().collect();
        let is_wanted = |part: LineId| charged.iter().any(|line| line.id == part);
        self.lines.retain(|line| line.locked || line.core_of.is_none_or(is_wanted));
        for part in &charged {
            match self.lines.iter_mut().find(|line| line.core_of == Some(part.id)) {
                Some(charge) if charge.locked => {}
                Some(charge) => (charge.quantity, charge.vat_rate) = (part.stock_quantity(), part.vat_rate),
                None => self.charge_core(part),
            }
        }
    }

    /// In the first language: its order words it.
    fn charge_core(&mut self, part: &Line) {
        let (Some(core), Some(place)) = (part.core, self.lines.iter().position(|line| line.id == part.id)) else { return };
        let charge = Line {
            is_tyre: false,
            is_exempt: part.is_exempt,
            levy_rate: BasisPoints(0),
            unit_price_with_tax: None,
            id: LineId::new(),
            kind: LineKind::Fee,
            product_id: None,
            code: None,
            description: words(&part.description, Language::Fr),
            unit: "each".into(),
            quantity: part.stock_quantity(),
            list_price: Some(core.charge),
            unit_price: core.charge,
            origin: Origin::default(),
            discount: BasisPoints(0),
            vat_rate: part.vat_rate,
            locked: false,
            taken: Taken::default(),
            completed_quantity: None,
            unit_cost: None,
            pack: None,
            core: None,
            core_of: Some(part.id),
        };
        self.lines.insert(place + 1, charge);
    }
}

impl WorkOrder {
    /// On every job, while the work is under way.
    pub fn follow_cores(&mut self) {
        if self.state.name().is_work() {
            self.jobs.iter_mut().for_each(Job::follow_cores);
            self.word_cores();
        }
    }

    /// The old parts of the authorised jobs.
    pub fn cores(&self) -> Vec<OrderCore> {
        if matches!(self.state, State::Quote | State::Cancelled { .. }) {
            return vec![];
        }
        let lines = self.jobs.iter().filter(|job| job.is_authorised()).flat_map(|job| &job.lines);
        lines.filter_map(order_core).collect()
    }

    /// What invoices charged for old parts that came after all, with VAT: the customer is to have it back.
    pub fn owed_for_cores(&self) -> Amount {
        let is_in_hand = |part: LineId| self.core_line(part).is_some_and(|line| !line.charges_core());
        let owed = self.jobs.iter().flat_map(|job| &job.lines).filter(|line| line.core_of.is_some_and(is_in_hand));
        totals(self.terms.currency, owed.map(Line::taxed), Amount::ZERO).gross
    }

    fn core_line(&self, id: LineId) -> Option<&Line> {
        self.jobs.iter().flat_map(|job| &job.lines).find(|line| line.id == id && line.core.is_some())
    }

    /// The old part of a line came, or the customer keeps it. What came does not go again; the charge of an order whose work is not completed
    /// leaves it, and its approval is weighed anew.
    pub fn decide_core(&mut self, id: LineId, state: CoreState) -> Result<Vec<Fact>, Error> {
        if matches!(self.state.name(), WorkOrderState::Quote | WorkOrderState::Estimate | WorkOrderState::Cancelled) {
            return Err(self.wrong_state());
        }
        let (is_work, currency) = (self.state.name().is_work(), self.terms.currency);
        let job = self.jobs.iter_mut().find(|job| job.is_authorised() && job.lines.iter().any(|line| line.id == id));
        let job = job.ok_or(Error::UnknownLine(id))?;
        let line = job.lines.iter_mut().find(|line| line.id == id).ok_or(Error::UnknownLine(id))?;
        let Some(core) = &mut line.core else { return Err(Error::NoCore) };
        if core.state == state {
            return Ok(vec![]);
        }
        if core.state == CoreState::InHand {
            return Err(Error::CoreInHand);
        }
        core.state = state;
        let description = line.description.clone();
        let fact = if state == CoreState::InHand { Fact::CoreTakenIn { line: description } } else { Fact::CoreKept { line: description } };
        let weighed = if is_work { job.weigh_approval(currency) } else { None };
        Ok([fact].into_iter().chain(weighed).collect())
    }
}

fn order_core(line: &Line) -> Option<OrderCore> {
    let core = line.core?;
    Some(OrderCore {
        line_id: line.id,
        product_id: line.product_id?,
        description: line.description.clone(),
        quantity: line.stock_quantity(),
        charge: core.charge,
        state: core.state,
    })
}

/// The line whose old part a code means: of the articles that go by it, one of which nobody decided goes first.
pub fn core_of_code(order: &WorkOrder, is_of: impl Fn(&Line) -> bool) -> Option<LineId> {
    let found: Vec<_> = order.jobs.iter().flat_map(|job| &job.lines).filter(|line| line.core.is_some() && is_of(line)).collect();
    let open = found.iter().find(|line| line.core.is_some_and(|core| core.state == CoreState::Expected));
    open.or(found.first()).map(|line| line.id)
}

/// Quantity and price of what is charged for a line's old part.
#[cfg(test)]
pub fn charged(order: &WorkOrder, part: LineId) -> Option<(kernel::Quantity, Amount)> {
    let lines = order.jobs.iter().flat_map(|job| &job.lines);
    lines.filter(|line| line.core_of == Some(part)).map(|line| (line.quantity, line.unit_price)).next()
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;

    use super::*;
    use crate::work_orders::fixture::{in_progress, line, now};
    use crate::work_orders::line::LineChanges;

    /// The order under way with an alternator on its first job, for which 80.000 are charged until the old one comes.
    fn with_alternator() -> (WorkOrder, LineId) {
        let mut order = in_progress();
        let mut alternator = line(LineKind::Part, "Alternator", 1000, 450_000);
        alternator.core = Core::expected(Some(Amount(80_000)));
        let id = alternator.id;
        order.jobs[0].lines.push(alternator);
        order.jobs[0].follow_cores();
        let totals = order.jobs[0].totals(order.terms.currency);
        if let crate::work_orders::job::Authorisation::Approved(evidence) = &mut order.jobs[0].authorisation {
            (evidence.net, evidence.amount) = (totals.net, totals.gross);
        }
        (order, id)
    }

    #[test]
    fn a_part_brings_the_charge_for_its_old_one_and_takes_it_along() {
        let (mut order, alternator) = with_alternator();
        assert_eq!(charged(&order, alternator), Some((Quantity(1000), Amount(80_000))));
        let two = LineChanges { quantity: Some(Quantity(2000)), by: "Nadia".into(), ..LineChanges::default() };
        order.update_line(alternator, two).unwrap();
        assert_eq!(charged(&order, alternator), Some((Quantity(2000), Amount(80_000))));
        order.remove_line(alternator).unwrap();
        assert_eq!(charged(&order, alternator), None);
    }

    #[test]
    fn the_charge_leaves_the_order_when_the_old_part_comes() {
        let (mut order, alternator) = with_alternator();
        let before = order.totals().net;
        assert_eq!(order.cores()[0].state, CoreState::Expected);
        let facts = order.decide_core(alternator, CoreState::InHand).unwrap();
        assert_eq!(facts, [Fact::CoreTakenIn { line: "Alternator".into() }]);
        assert_eq!((charged(&order, alternator), before - order.totals().net), (None, Amount(80_000)));
        assert_eq!(order.owed_for_cores(), Amount::ZERO);
        assert_eq!(order.decide_core(alternator, CoreState::InHand), Ok(vec![]));
        assert_eq!(order.decide_core(alternator, CoreState::Kept), Err(Error::CoreInHand));
    }

    #[test]
    fn who_keeps_the_old_part_pays_and_may_bring_it_later() {
        let (mut order, alternator) = with_alternator();
        order.decide_core(alternator, CoreState::Kept).unwrap();
        assert!(charged(&order, alternator).is_some());
        order.complete(Some(84_310), now()).unwrap();
        let lines: Vec<_> = order.approved_lines().map(|(_, line)| line.id).collect();
        order.invoice_issued(&lines, None, now());
        assert_eq!(order.owed_for_cores(), Amount::ZERO);
        order.decide_core(alternator, CoreState::InHand).unwrap();
        assert!(charged(&order, alternator).is_some(), "the invoice holds it");
        assert_eq!(order.owed_for_cores(), Amount(95_200), "with its VAT");
        order.follow_cores();
        assert_eq!(order.owed_for_cores(), Amount(95_200));
    }

    #[test]
    fn what_came_before_the_invoice_is_not_owed_once_the_order_is_taken_up_again() {
        let (mut order, alternator) = with_alternator();
        order.complete(Some(84_310), now()).unwrap();
        order.decide_core(alternator, CoreState::InHand).unwrap();
        assert_eq!(order.owed_for_cores(), Amount(95_200));
        order.reopen("the old alternator came".into()).unwrap();
        order.follow_cores();
        assert_eq!((order.owed_for_cores(), charged(&order, alternator)), (Amount::ZERO, None));
    }

    #[test]
    fn a_charge_is_not_removed_and_a_part_without_one_has_none() {
        let (mut order, alternator) = with_alternator();
        let charge = order.jobs[0].lines.iter().find(|line| line.core_of == Some(alternator)).unwrap().id;
        assert_eq!(order.remove_line(charge), Err(Error::CoreCharge));
        let pads = order.jobs[1].lines[1].id;
        assert_eq!(order.decide_core(pads, CoreState::InHand), Err(Error::NoCore));
        assert_eq!(core_of_code(&order, |line| line.description == "Alternator"), Some(alternator));
        assert_eq!(core_of_code(&order, |line| line.description == "Pads"), None);
    }
}
