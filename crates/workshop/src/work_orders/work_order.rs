//! The work order: the rules of its lifecycle. What is proposed and authorised on it is in [`super::estimate`].
//!
//! Every command either changes the order and says what it did ([`Fact`]s, the first names the command), or refuses with
//! the rule it would break and leaves the order as it was.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::{CustomerId, Exemption};
use contracts::documents::Language;
use contracts::identity::UserId;
use contracts::inventory::{PartStanding, PartsLight, ProductId};
use contracts::scheduling::AppointmentId;
use contracts::taxes::{TaxRates, TaxedAs};
use contracts::vehicles::VehicleId;
use contracts::workshop::{JobId, LabourRateId, LeadSource, LineId, LineKind, NeededPart, WorkOrderId};
use kernel::audit::Change;
use kernel::money::{Totals, totals};
use kernel::{Amount, BasisPoints, Currency, Quantity, SiteId};
use uuid::Uuid;

use super::fact::{Fact, changed, money};
use super::job::Job;
use super::line::Line;
use super::state::{Hold, HoldReason, State, WorkOrderState};
use crate::deposits::Deposit;
use crate::error::Error;
use crate::gate::CreditAllowed;
use crate::quotes::Quote;
use crate::reductions::Discount;

pub const MAX_JOBS: usize = 30;
pub const MAX_LINES: usize = 200;
/// As histories name what was changed.
pub const LEAD_SOURCE: &str = "lead_source";
pub const PO_NUMBER: &str = "po_number";
const MAX_TITLE: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkOrder {
    pub id: WorkOrderId,
    /// `LAC-2026-00042`
    pub number: String,
    pub site_id: SiteId,
    pub state: State,
    /// The customer's words.
    pub concern: String,
    pub customer: Customer,
    pub vehicle: Vehicle,
    pub technician: Option<Technician>,
    /// Kilometres.
    pub odometer_in: Option<i64>,
    pub odometer_out: Option<i64>,
    pub key_tag: Option<String>,
    pub promised_at: Option<DateTime<Utc>>,
    pub notes: Option<String>,
    pub terms: Terms,
    pub jobs: Vec<Job>,
    pub invoices: Vec<Invoice>,
    /// How its lines that want parts stand, as inventory told.
    pub parts: Vec<PartStanding>,
    pub opened_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub version: i64,
    /// The appointment that it was opened of.
    pub appointment_id: Option<AppointmentId>,
    /// How the visit came about.
    pub lead_source: Option<LeadSource>,
    /// What was chosen for it; see [`crate::pricing`].
    pub labour_rate_id: Option<LabourRateId>,
    /// What it asks ahead, and what there is of it.
    pub deposit: Deposit,
    /// Somebody let it begin whatever its customer owes.
    pub credit_allowed: Option<CreditAllowed>,
    /// Of what was asked for by telephone, also once it became a visit.
    pub quote: Option<Quote>,
    /// On all of it; see [`crate::reductions`].
    pub discount: Option<Discount>,
    /// The customer's own order number.
    pub po_number: Option<String>,
    /// By which it is sold without VAT; see [`crate::exemptions`].
    pub exemption: Option<Exemption>,
}

/// Labels of the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// [`NO_CUSTOMER`] of a caller who has no record.
    pub id: CustomerId,
    pub name: String,
    pub phone: Option<String>,
}

/// What stands for the customer of a quote whose caller has no record.
pub const NO_CUSTOMER: CustomerId = CustomerId(Uuid::nil());

impl Customer {
    /// Their record, if they have one.
    pub fn known(&self) -> Option<CustomerId> {
        known(self.id)
    }
}

/// The same of a row.
pub fn known(id: CustomerId) -> Option<CustomerId> {
    Some(id).filter(|id| *id != NO_CUSTOMER)
}

/// Labels of the vehicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// None of a sale at the counter, whose plate and label are empty, and of a quote whose label is the caller's words.
    pub id: Option<VehicleId>,
    pub plate: String,
    pub label: String,
}

impl Vehicle {
    /// Of a sale at the counter.
    pub fn none() -> Self {
        Self { id: None, plate: String::new(), label: String::new() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technician {
    pub id: UserId,
    pub name: String,
}

/// The site's terms when the order was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub currency: Currency,
    pub stamp_duty: Amount,
    pub vat_rate: BasisPoints,
    /// Per hour, net.
    pub labour_rate: Amount,
    /// What is taxed otherwise than at `vat_rate`.
    pub tax_rates: TaxRates,
    /// Of the customer, else of the site: what the order words by itself is in it.
    pub language: Language,
}

impl Terms {
    /// Of a line that has no rate of its own.
    pub fn rate_of(&self, taxed: impl Into<TaxedAs>) -> BasisPoints {
        self.tax_rates.of(taxed.into()).unwrap_or(self.vat_rate)
    }
}

/// What billing's events told of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    pub id: InvoiceId,
    pub number: Option<String>,
    /// `draft`, `issued`, `part_paid` or `paid`.
    pub state: String,
    pub due: Amount,
    /// Of somebody who pays in the customer's place.
    pub is_payers: bool,
    /// Of several orders: what is due of it is the customer's account, not this visit's.
    pub is_together: bool,
}

/// What may change on an order itself; left out stays, `Some(None)` empties.
#[derive(Clone, Debug, Default)]
#[expect(clippy::option_option, reason = "left out, emptied or set are three things")]
pub struct Details {
    pub concern: Option<String>,
    pub promised_at: Option<Option<DateTime<Utc>>>,
    pub key_tag: Option<Option<String>>,
    pub notes: Option<Option<String>>,
    pub odometer_in: Option<Option<i64>>,
    pub lead_source: Option<Option<LeadSource>>,
    pub po_number: Option<Option<String>>,
}

/// What a quality check comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    Failed { job: Option<JobId>, reason: String },
}

impl WorkOrder {
    /// What the audit trail calls it.
    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "work_order", id: self.id.0, label: &self.number, site: Some(self.site_id) }
    }

    /// Parts go over the counter, without a visit: see [`crate::counter`].
    pub fn is_counter_sale(&self) -> bool {
        self.vehicle.id.is_none() && !self.is_quote()
    }

    /// Refuses what only makes sense with a vehicle.
    pub fn expect_vehicle(&self) -> Result<VehicleId, Error> {
        self.vehicle.id.ok_or(Error::NoVehicle)
    }

    /// Of options one counts: the approved one, and until then the first.
    pub fn counts(&self, job: &Job) -> bool {
        let chosen = || {
            let options = || self.jobs.iter().filter(|other| other.option_group == job.option_group && !other.is_declined());
            options().find(|other| other.is_authorised()).or_else(|| options().next())
        };
        !job.is_declined() && (job.option_group.is_none() || chosen().is_some_and(|chosen| chosen.id == job.id))
    }

    /// Declined jobs left out, and options that are not chosen.
    pub fn totals(&self) -> Totals {
        let lines = self.jobs.iter().filter(|job| self.counts(job)).flat_map(|job| &job.lines);
        totals(self.terms.currency, lines.map(Line::taxed), self.terms.stamp_duty)
    }

    /// What lists call it: the first job's title, or the beginning of the concern.
    pub fn title(&self) -> String {
        let text = self.jobs.first().map_or(&self.concern, |job| &job.title);
        text.chars().take(MAX_TITLE).collect()
    }

    /// Jobs on which the customer has yet to decide.
    pub fn jobs_waiting(&self) -> usize {
        self.jobs.iter().filter(|job| job.is_waiting()).count()
    }

    /// An invoice with some of its lines was issued.
    pub fn is_invoiced(&self) -> bool {
        self.jobs.iter().any(Job::has_locked_lines) || self.invoices.iter().any(Invoice::is_issued)
    }

    /// What issued invoices of this visit still ask of the customer.
    pub fn due(&self) -> Amount {
        self.invoices
            .iter()
            .filter(|invoice| invoice.is_issued() && !invoice.is_payers && !invoice.is_together)
            .map(|invoice| invoice.due)
            .sum()
    }

    pub fn approved_lines(&self) -> impl Iterator<Item = (&Job, &Line)> {
        self.jobs.iter().filter(|job| job.is_approved()).flat_map(|job| job.lines.iter().map(move |line| (job, line)))
    }

    /// What completing would newly take from stock: without what was issued.
    pub fn stock_needed(&self) -> Vec<(ProductId, Quantity)> {
        let mut needed: Vec<(ProductId, Quantity)> = vec![];
        for (_, line) in self.approved_lines().filter(|(_, line)| line.completed_quantity.is_none()) {
            let Some(product) = line.product_id else { continue };
            let issued = self.standing_of(line.id).map(|part| part.issued).unwrap_or_default();
            let open = (line.stock_quantity() - issued).max(Quantity::ZERO);
            match needed.iter_mut().find(|(id, _)| *id == product) {
                Some((_, quantity)) => *quantity = *quantity + open,
                None => needed.push((product, open)),
            }
        }
        needed
    }

    /// What the authorised jobs want from the shelf while the work is under way.
    pub fn parts_needed(&self) -> Vec<NeededPart> {
        if !self.state.name().is_work() || self.is_quote() {
            return vec![];
        }
        let jobs = self.jobs.iter().filter(|job| job.is_authorised());
        jobs.flat_map(|job| job.lines.iter().filter_map(|line| needed(job, line))).collect()
    }

    /// The worst light of its parts; none without any.
    pub fn parts_light(&self) -> Option<PartsLight> {
        self.parts.iter().map(PartStanding::light).min()
    }

    /// When the last part that is ordered and not here is expected.
    pub fn parts_expected_on(&self) -> Option<NaiveDate> {
        let missing = self.parts.iter().filter(|part| part.light() != PartsLight::OnPremises);
        missing.filter_map(|part| part.expected_on).max()
    }

    /// The worst light of a job's parts.
    pub fn light_of(&self, job: &Job) -> Option<PartsLight> {
        job.lines.iter().filter_map(|line| self.standing_of(line.id)).map(PartStanding::light).min()
    }

    pub fn standing_of(&self, line: LineId) -> Option<&PartStanding> {
        self.parts.iter().find(|part| part.line_id == line)
    }

    /// Takes over how the parts stand; says what was issued and came back while the work is under way, and of each job whose parts are all
    /// here now that they are.
    pub fn parts_stand(&mut self, parts: Vec<PartStanding>) -> Vec<Fact> {
        let here = |order: &Self| -> Vec<JobId> {
            let jobs = order.jobs.iter().filter(|job| order.light_of(job) == Some(PartsLight::OnPremises));
            jobs.map(|job| job.id).collect()
        };
        let before = here(self);
        let mut facts = self.issued_since(&parts);
        self.parts = parts;
        let arrived = here(self).into_iter().filter(|job| !before.contains(job));
        let title = |id: JobId| self.jobs.iter().find(|job| job.id == id).map(|job| job.title.clone());
        facts.extend(arrived.filter_map(title).map(|job| Fact::PartsArrived { job }));
        facts
    }

    pub fn update(&mut self, details: Details) -> Result<Vec<Fact>, Error> {
        if self.state.name().is_over() {
            return Err(self.wrong_state());
        }
        if let (Some(Some(arriving)), Some(leaving)) = (details.odometer_in, self.odometer_out) {
            check_odometer(arriving, leaving)?;
        }
        let mut fields = vec![];
        let mut note = |name, changed: bool| fields.extend(changed.then_some(name));
        note("concern", changed(&mut self.concern, details.concern));
        note("promised_at", changed(&mut self.promised_at, details.promised_at));
        note("key_tag", changed(&mut self.key_tag, details.key_tag));
        note("notes", changed(&mut self.notes, details.notes));
        note("odometer_in", changed(&mut self.odometer_in, details.odometer_in));
        note(LEAD_SOURCE, changed(&mut self.lead_source, details.lead_source));
        note(PO_NUMBER, changed(&mut self.po_number, details.po_number));
        Ok(if fields.is_empty() { vec![] } else { vec![Fact::Updated { fields }] })
    }

    pub fn assign(&mut self, technician: Option<Technician>) -> Result<Vec<Fact>, Error> {
        self.expect_visit()?;
        if self.technician == technician {
            return Ok(vec![]);
        }
        let fact = match &technician {
            Some(Technician { id, name }) => Fact::Assigned { id: *id, name: name.clone() },
            None => Fact::Unassigned,
        };
        self.technician = technician;
        Ok(vec![fact])
    }

    pub fn start(&mut self) -> Result<Vec<Fact>, Error> {
        self.expect(WorkOrderState::Approved)?;
        if !self.jobs.iter().any(Job::is_approved) {
            return Err(Error::ApprovalMissing(self.unapproved()));
        }
        self.state = State::InProgress;
        Ok(vec![Fact::Started])
    }

    pub fn hold(&mut self, reason: HoldReason, note: Option<String>, now: DateTime<Utc>) -> Result<Vec<Fact>, Error> {
        self.expect(WorkOrderState::InProgress)?;
        self.state = State::OnHold(Hold { reason, note: note.clone(), since: now });
        Ok(vec![Fact::Held { reason, note }])
    }

    pub fn resume(&mut self) -> Result<Vec<Fact>, Error> {
        self.expect(WorkOrderState::OnHold)?;
        self.state = State::InProgress;
        Ok(vec![Fact::Resumed])
    }

    /// What its site wants beside stands in [`crate::gate`]; stock is checked by the use case, because it is not the order's to know.
    /// An order whose every line is on an issued invoice already has nothing more to invoice.
    pub fn complete(&mut self, odometer_out: Option<i64>, now: DateTime<Utc>) -> Result<Vec<Fact>, Error> {
        if !matches!(self.state, State::InProgress | State::QualityCheck { .. }) {
            return Err(self.wrong_state());
        }
        if self.approved_lines().next().is_none() {
            return Err(Error::NothingToInvoice);
        }
        if let (Some(arriving), Some(leaving)) = (self.odometer_in, odometer_out) {
            check_odometer(arriving, leaving)?;
        }
        self.odometer_out = odometer_out.or(self.odometer_out);
        self.completed_at = Some(now);
        for line in self.jobs.iter_mut().filter(|job| job.is_approved()).flat_map(|job| &mut job.lines) {
            line.completed_quantity = Some(line.quantity);
        }
        self.state = if self.everything_is_invoiced() { State::Invoiced } else { State::Ready };
        Ok(vec![Fact::Completed { at: now }])
    }

    /// The work is done, and somebody else shall look at it (PRODUCT D11).
    pub fn submit(&mut self) -> Result<Vec<Fact>, Error> {
        self.expect(WorkOrderState::InProgress)?;
        self.state = State::QualityCheck { passed_by: None };
        Ok(vec![Fact::Submitted])
    }

    /// What somebody else than who did the work says of it; what fails goes back, with the reason.
    pub fn check(&mut self, verdict: Verdict, by: &Technician) -> Result<Vec<Fact>, Error> {
        self.expect(WorkOrderState::QualityCheck)?;
        if self.technician.as_ref().is_some_and(|technician| technician.id == by.id) {
            return Err(Error::OwnWork);
        }
        match verdict {
            Verdict::Passed => {
                self.state = State::QualityCheck { passed_by: Some(by.name.clone()) };
                Ok(vec![Fact::CheckPassed])
            }
            Verdict::Failed { job, reason } => {
                let job = job.map(|id| self.job_title(id)).transpose()?;
                self.state = State::InProgress;
                Ok(vec![Fact::CheckFailed { job, reason }])
            }
        }
    }

    fn job_title(&self, id: JobId) -> Result<String, Error> {
        let job = self.jobs.iter().find(|job| job.id == id).ok_or(Error::UnknownJob(id))?;
        Ok(job.title.clone())
    }

    /// Takes the work up again. Lines on issued invoices stay locked, so that what is added makes a supplement (PRODUCT 1.0).
    pub fn reopen(&mut self, reason: String) -> Result<Vec<Fact>, Error> {
        if !matches!(self.state, State::Ready | State::Invoiced) {
            return Err(self.wrong_state());
        }
        self.state = State::InProgress;
        self.completed_at = None;
        Ok(vec![Fact::Reopened { reason }])
    }

    pub fn cancel(&mut self, reason: String) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.is_invoiced() {
            return Err(Error::AlreadyInvoiced);
        }
        self.state = State::Cancelled { reason: reason.clone(), before: Box::new(self.state.clone()) };
        Ok(vec![Fact::Cancelled { reason }])
    }

    /// Back to the state it was cancelled from.
    pub fn restore(&mut self) -> Result<Vec<Fact>, Error> {
        let State::Cancelled { before, .. } = &self.state else { return Err(self.wrong_state()) };
        self.state = (**before).clone();
        Ok(vec![Fact::Restored])
    }

    /// The keys go back to the customer.
    pub fn hand_over(&mut self, may_owe: bool, now: DateTime<Utc>) -> Result<Vec<Fact>, Error> {
        if self.state == State::Ready {
            return Err(Error::NotInvoiced);
        }
        self.expect(WorkOrderState::Invoiced)?;
        let (due, currency) = (self.due(), self.terms.currency);
        if due > Amount::ZERO && !may_owe {
            return Err(Error::Unpaid(money(due, currency)));
        }
        self.state = State::Closed;
        self.closed_at = Some(now);
        Ok(vec![Fact::HandedOver { due, currency }])
    }

    /// Billing issued an invoice with these lines. Heard again, or late, it changes nothing more. What was sold over the counter is
    /// handed over with it: what is still due is a matter between billing and the customer.
    pub fn invoice_issued(&mut self, lines: &[LineId], number: Option<String>, at: DateTime<Utc>) -> Vec<Fact> {
        for line in self.jobs.iter_mut().flat_map(|job| &mut job.lines) {
            line.locked |= lines.contains(&line.id) || line.taken.other.is_some_and(|other| lines.contains(&other));
        }
        if self.state != State::Ready || !self.everything_is_invoiced() {
            return vec![];
        }
        self.state = State::Invoiced;
        let mut facts = vec![Fact::Invoiced { number }];
        if self.is_counter_sale() {
            (self.state, self.closed_at) = (State::Closed, Some(at));
            facts.push(Fact::HandedOver { due: self.due(), currency: self.terms.currency });
        }
        facts
    }

    pub fn wrong_state(&self) -> Error {
        Error::WrongState(self.state.name())
    }

    pub fn expect_work(&self) -> Result<(), Error> {
        if self.state.name().is_work() { Ok(()) } else { Err(self.wrong_state()) }
    }

    pub fn expect_no_quote(&self) -> Result<(), Error> {
        if self.is_quote() { Err(self.wrong_state()) } else { Ok(()) }
    }

    /// The same of a visit: a quote has to become one first.
    pub fn expect_visit(&self) -> Result<(), Error> {
        self.expect_no_quote()?;
        self.expect_work()
    }

    fn expect(&self, state: WorkOrderState) -> Result<(), Error> {
        if self.state.name() == state { Ok(()) } else { Err(self.wrong_state()) }
    }

    /// Titles of the jobs that count and are not approved.
    fn unapproved(&self) -> Vec<String> {
        self.jobs.iter().filter(|job| job.is_waiting()).map(|job| job.title.clone()).collect()
    }

    fn everything_is_invoiced(&self) -> bool {
        self.approved_lines().all(|(_, line)| line.locked)
    }
}

/// What a line wants from the shelf, if it is a part of the catalogue.
fn needed(job: &Job, line: &Line) -> Option<NeededPart> {
    let product_id = line.product_id.filter(|_| line.kind == LineKind::Part)?;
    Some(NeededPart {
        line_id: line.id,
        job_id: job.id,
        job_title: job.title.clone(),
        product_id,
        description: line.description.clone(),
        quantity: line.stock_quantity(),
        is_approved: job.is_approved(),
    })
}

impl Invoice {
    pub fn is_issued(&self) -> bool {
        self.state != "draft"
    }
}

fn check_odometer(arriving: i64, leaving: i64) -> Result<(), Error> {
    if leaving < arriving { Err(Error::OdometerRollback { arriving, leaving }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use sea_orm::Iterable;

    use super::super::fixture::{approved, estimate, in_progress, in_state, invoiced, now, ready, word};
    use super::super::line::LineChanges;
    use super::*;

    type Door = (&'static str, fn(&mut WorkOrder) -> Result<Vec<Fact>, Error>, &'static [WorkOrderState]);

    /// Every command with the states it is allowed in.
    const DOORS: &[Door] = {
        use WorkOrderState::{Approved, Cancelled, Estimate, InProgress, Invoiced, OnHold, QualityCheck, Quote, Ready};
        const WORK: &[WorkOrderState] = &[Quote, Estimate, Approved, InProgress, OnHold, QualityCheck];
        const VISIT: &[WorkOrderState] = &[Estimate, Approved, InProgress, OnHold, QualityCheck];
        &[
            (
                "update",
                |order| order.update(Details { concern: Some("Smells".into()), ..Details::default() }),
                &[Quote, Estimate, Approved, InProgress, OnHold, QualityCheck, Ready, Invoiced],
            ),
            ("add_job", |order| order.add_job(Job::new("Wipers".into(), None)), WORK),
            ("remove_job", |order| order.remove_job(order.jobs[2].id), WORK),
            ("remove_line", |order| order.remove_line(order.jobs[2].lines[0].id), WORK),
            (
                "update_line",
                |order| order.update_line(order.jobs[2].lines[0].id, LineChanges { quantity: Some(Quantity(1)), ..LineChanges::default() }),
                WORK,
            ),
            ("authorise", |order| order.authorise(&word(&[(order.jobs[2].id, true)])), WORK),
            ("unassign", |order| order.assign(Some(Technician { id: UserId::new(), name: "Sami".into() })), VISIT),
            ("start", WorkOrder::start, &[Approved]),
            ("hold", |order| order.hold(HoldReason::Parts, None, now()), &[InProgress]),
            ("resume", WorkOrder::resume, &[OnHold]),
            ("submit", WorkOrder::submit, &[InProgress]),
            ("check", |order| order.check(Verdict::Passed, &Technician { id: UserId::new(), name: "Sami".into() }), &[QualityCheck]),
            ("complete", |order| order.complete(None, now()), &[InProgress, QualityCheck]),
            ("reopen", |order| order.reopen("comes back".into()), &[Ready, Invoiced]),
            ("cancel", |order| order.cancel("no show".into()), WORK),
            ("restore", WorkOrder::restore, &[Cancelled]),
            ("hand_over", |order| order.hand_over(false, now()), &[Invoiced]),
        ]
    };

    #[test]
    fn every_door_opens_in_its_states_and_in_no_other() {
        for (name, door, allowed) in DOORS {
            for state in WorkOrderState::iter() {
                let before = in_state(state);
                let mut order = before.clone();
                let outcome = door(&mut order);
                if allowed.contains(&state) {
                    assert!(outcome.is_ok_and(|facts| !facts.is_empty()), "{name} in {state}");
                } else {
                    let refusal =
                        if (*name, state) == ("hand_over", WorkOrderState::Ready) { Error::NotInvoiced } else { Error::WrongState(state) };
                    assert_eq!(outcome, Err(refusal), "{name} in {state}");
                    assert_eq!(order, before, "{name} in {state} was refused and changed something");
                }
            }
        }
    }

    /// PRODUCT.md 3.1 steps 6, 7 and 12.
    #[test]
    fn the_visit_of_the_peugeot_adds_up() {
        let sum = approved().totals();
        assert_eq!((sum.net.0, sum.vat.0, sum.gross.0, sum.stamp_duty.0, sum.total.0), (553_100, 105_089, 658_189, 1000, 659_189));
        assert_eq!(estimate().totals().net.0, 553_100 + 12_000 + 31_900);
    }

    /// PRODUCT.md 3.2 step 13.
    #[test]
    fn somebody_else_checks_the_work_and_what_fails_goes_back() {
        let mut order = in_progress();
        order.submit().unwrap();
        let (own, sami) = (order.technician.clone().unwrap(), Technician { id: UserId::new(), name: "Sami".into() });
        assert_eq!(order.check(Verdict::Passed, &own), Err(Error::OwnWork));
        let failed = Verdict::Failed { job: Some(order.jobs[1].id), reason: "Pulls to the left".into() };
        let returned = Fact::CheckFailed { job: Some("Front brakes".into()), reason: "Pulls to the left".into() };
        assert_eq!(order.check(failed, &sami), Ok(vec![returned]));
        assert_eq!(order.state, State::InProgress);
        order.submit().unwrap();
        order.check(Verdict::Passed, &sami).unwrap();
        assert_eq!(order.state.passed_by(), Some("Sami"));
        order.complete(Some(84_310), now()).unwrap();
        assert_eq!(order.state, State::Ready);
    }

    #[test]
    fn completing_needs_a_line_to_invoice() {
        let mut order = in_progress();
        order.jobs.iter_mut().filter(|job| job.is_approved()).for_each(|job| job.lines.clear());
        assert_eq!(order.complete(None, now()), Err(Error::NothingToInvoice));
    }

    #[test]
    fn the_odometer_does_not_run_backwards() {
        let mut order = in_progress();
        assert_eq!(order.complete(Some(84_299), now()), Err(Error::OdometerRollback { arriving: 84_300, leaving: 84_299 }));
        order.complete(Some(84_300), now()).unwrap();
        let later = Details { odometer_in: Some(Some(84_301)), ..Details::default() };
        assert_eq!(order.update(later), Err(Error::OdometerRollback { arriving: 84_301, leaving: 84_300 }));
    }

    #[test]
    fn completing_remembers_what_stock_was_asked_for() {
        let order = in_progress();
        assert_eq!(order.stock_needed().len(), 4);
        assert_eq!(ready().stock_needed(), vec![]);
    }

    #[test]
    fn starting_needs_an_approved_job() {
        let mut order = approved();
        for place in 0..2 {
            let id = order.jobs[place].lines[0].id;
            order.update_line(id, LineChanges { unit_price: Some(Amount(90_000)), ..LineChanges::default() }).unwrap();
        }
        assert_eq!(order.start(), Err(Error::ApprovalMissing(vec!["Oil service".into(), "Front brakes".into()])));
    }

    #[test]
    fn a_cancelled_order_comes_back_where_it_was() {
        for state in WorkOrderState::iter().filter(|state| state.is_work()) {
            let before = in_state(state);
            let mut order = before.clone();
            order.cancel("no show".into()).unwrap();
            order.restore().unwrap();
            assert_eq!(order, before);
        }
    }

    #[test]
    fn what_was_invoiced_cannot_be_cancelled() {
        let mut order = invoiced(0);
        order.reopen("noise".into()).unwrap();
        assert_eq!(order.cancel("never mind".into()), Err(Error::AlreadyInvoiced));
    }

    #[test]
    fn keys_are_kept_until_the_invoice_is_paid() {
        assert_eq!(invoiced(459_189).hand_over(false, now()), Err(Error::Unpaid("459.189 TND".into())));
        assert!(invoiced(459_189).hand_over(true, now()).is_ok());
        let mut order = invoiced(0);
        order.hand_over(false, now()).unwrap();
        assert_eq!(order.closed_at, Some(now()));
    }

    #[test]
    fn an_issued_invoice_moves_a_ready_order_on_once() {
        let mut order = ready();
        let lines: Vec<_> = order.approved_lines().map(|(_, line)| line.id).collect();
        assert_eq!(order.invoice_issued(&lines, None, now()), vec![Fact::Invoiced { number: None }]);
        assert_eq!(order.invoice_issued(&lines, None, now()), vec![]);
        assert!(order.approved_lines().all(|(_, line)| line.locked));
    }

    #[test]
    fn what_was_sold_over_the_counter_is_handed_over_with_its_invoice() {
        let mut order = ready();
        order.vehicle = Vehicle::none();
        let lines: Vec<_> = order.approved_lines().map(|(_, line)| line.id).collect();
        let facts = order.invoice_issued(&lines, None, now());
        assert_eq!((facts.len(), order.state.clone(), order.closed_at), (2, State::Closed, Some(now())));
        assert_eq!(order.expect_vehicle(), Err(Error::NoVehicle));
    }

    #[test]
    fn an_invoice_that_comes_late_only_locks_its_lines() {
        let mut order = ready();
        let lines: Vec<_> = order.approved_lines().map(|(_, line)| line.id).collect();
        order.reopen("noise".into()).unwrap();
        assert_eq!(order.invoice_issued(&lines, None, now()), vec![]);
        assert_eq!(order.state, State::InProgress);
        assert!(order.is_invoiced());
    }

    #[test]
    fn completing_again_with_nothing_new_returns_to_invoiced() {
        let mut order = invoiced(0);
        order.reopen("look again".into()).unwrap();
        order.complete(None, now()).unwrap();
        assert_eq!(order.state, State::Invoiced);
    }

    #[test]
    fn what_does_not_change_is_no_fact() {
        let mut order = in_progress();
        let technician = order.technician.clone();
        assert_eq!(order.assign(technician), Ok(vec![]));
        assert_eq!(order.update(Details::default()), Ok(vec![]));
    }
}
