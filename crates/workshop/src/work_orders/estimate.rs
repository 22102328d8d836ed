//! What is proposed on a work order and what the customer says to it: jobs, lines and authorisations.
//! All of it may change until the work is completed, but for what an issued invoice holds.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::inventory::ProductCard;
use contracts::workshop::{JobId, LineId, LineKind};
use kernel::{Amount, FieldError, Limits};
use uuid::Uuid;

use super::discounts;
use super::fact::{Fact, changed};
use super::job::{Authorisation, AuthorisationMethod, Evidence, Job};
use super::line::{Line, LineChanges};
use super::state::{HoldReason, State};
use super::work_order::{MAX_JOBS, MAX_LINES, WorkOrder};
use crate::error::Error;
use crate::estimates::approvers::Approvers;
use crate::estimates::error::Error as Refused;
use crate::pricing::Priced;

/// What may change on a job; left out stays, `Some(None)` empties.
#[derive(Clone, Debug, Default)]
#[expect(clippy::option_option, reason = "left out, emptied or set are three things")]
pub struct JobTexts {
    pub title: Option<String>,
    pub concern: Option<Option<String>>,
    pub cause: Option<Option<String>>,
    pub correction: Option<Option<String>>,
    pub option_group: Option<Option<String>>,
}

/// The customer's word on some jobs, given once.
#[derive(Clone, Debug)]
pub struct Word {
    pub method: AuthorisationMethod,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub recorded_by: String,
    pub decisions: Vec<Decision>,
}

/// A version of the estimate that the customer decides on, with net and gross of its jobs: what they were shown, whatever the order
/// says by now.
#[derive(Clone, Debug)]
pub struct Offer {
    pub version: i64,
    pub amounts: HashMap<JobId, (Amount, Amount)>,
    /// It was sent without VAT, by a certificate.
    pub is_exempt: bool,
}

#[derive(Clone, Debug)]
pub struct Decision {
    pub job_id: JobId,
    pub approve: bool,
    pub reason: Option<String>,
}

impl Word {
    /// Refuses a yes that goes beyond who says it. `order` is as it would be after it.
    pub fn within(&self, approvers: &Approvers, speaker: Option<Uuid>, order: &WorkOrder) -> Result<(), Refused> {
        let says_yes = self.decisions.iter().any(|decision| decision.approve);
        if says_yes { approvers.check(speaker, order.approved_net()) } else { Ok(()) }
    }
}

impl WorkOrder {
    pub fn add_job(&mut self, job: Job) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.jobs.len() >= MAX_JOBS {
            return Err(Error::TooManyJobs);
        }
        self.expect_room(job.lines.len())?;
        let fact = Fact::JobAdded { job: job.title.clone() };
        let facts = [fact].into_iter().chain(job.off_the_matrix(self.terms.currency)).collect();
        self.jobs.push(job);
        self.follow_exemption();
        self.follow_cores();
        Ok(facts)
    }

    pub fn update_job(&mut self, id: JobId, texts: JobTexts) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        self.check_options(id, texts.option_group.as_ref().and_then(Option::as_deref))?;
        let job = self.job_mut(id)?;
        let changed = changed(&mut job.option_group, texts.option_group)
            | changed(&mut job.title, texts.title)
            | changed(&mut job.concern, texts.concern)
            | changed(&mut job.cause, texts.cause)
            | changed(&mut job.correction, texts.correction);
        Ok(if changed { vec![Fact::JobUpdated { job: job.title.clone() }] } else { vec![] })
    }

    pub fn remove_job(&mut self, id: JobId) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let job = self.job_mut(id)?;
        if job.has_locked_lines() {
            return Err(Error::LineLocked);
        }
        let fact = Fact::JobRemoved { job: job.title.clone() };
        self.jobs.retain(|job| job.id != id);
        self.follow_authorisations();
        Ok(vec![fact])
    }

    /// Puts a job back in the place it was taken off from, with its lines and what the customer decided.
    /// Nothing changes when it is back already. Its prices are bound by what may be given, as when they were new.
    pub fn restore_job(&mut self, id: JobId, removed: Option<(usize, Job)>, limits: Limits) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.job_mut(id).is_ok() {
            return Ok(vec![]);
        }
        let (place, job) = removed.ok_or(Error::UnknownJob(id))?;
        if self.jobs.len() >= MAX_JOBS {
            return Err(Error::TooManyJobs);
        }
        self.expect_room(job.lines.len())?;
        discounts::check_restored(limits, &job.lines, self.terms.currency)?;
        let fact = Fact::JobRestored { job: job.title.clone() };
        let mut job = job;
        if job.is_authorised() && self.jobs.iter().any(|other| other.is_authorised() && other.is_alternative_of(&job)) {
            // Another option was chosen meanwhile.
            job.authorisation = Authorisation::Proposed;
        }
        self.jobs.insert(place.min(self.jobs.len()), job);
        self.follow_exemption();
        self.follow_authorisations();
        Ok(vec![fact])
    }

    pub fn add_line(&mut self, job: JobId, line: Line) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        self.expect_room(1)?;
        let (currency, is_exempt) = (self.terms.currency, self.exemption.is_some());
        let job = self.job_mut(job)?;
        let fact = Fact::LineAdded { line: line.description.clone(), quantity: line.quantity };
        let off = line.off_the_matrix(currency);
        job.lines.push(Line { is_exempt, ..line });
        Ok([fact].into_iter().chain(off).chain(job.weigh_approval(currency)).collect())
    }

    pub fn update_line(&mut self, id: LineId, changes: LineChanges) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let currency = self.terms.currency;
        let (job, place) = self.line_mut(id)?;
        let line = &mut job.lines[place];
        let was_off = line.origin.is_off_the_matrix();
        if !line.change(changes, currency)? {
            return Ok(vec![]);
        }
        let (quantity, unit_price) = (line.quantity, line.unit_price);
        let fact = Fact::LineUpdated { line: line.description.clone(), quantity, unit_price, currency };
        let off = line.off_the_matrix(currency).filter(|_| !was_off);
        Ok([fact].into_iter().chain(off).chain(job.weigh_approval(currency)).collect())
    }

    /// Another part comes than the line waits for: the line is of that part, at what the rules ask for it; a price that somebody typed
    /// stays. Nothing changes when the work is done, or the line is invoiced or gone.
    pub fn substitute(&mut self, id: LineId, part: &ProductCard, priced: Priced, unit_cost: Option<Amount>) -> Vec<Fact> {
        let currency = self.terms.currency;
        if !self.state.name().is_work() {
            return vec![];
        }
        let Ok((job, place)) = self.line_mut(id) else { return vec![] };
        let line = &mut job.lines[place];
        if line.locked || line.product_id == Some(part.id) {
            return vec![];
        }
        let fact = Fact::PartSubstituted { before: line.description.clone(), now: part.name.clone() };
        line.become_part(part, priced);
        line.unit_cost = unit_cost;
        [fact].into_iter().chain(job.weigh_approval(currency)).collect()
    }

    /// A part in words is this article; a price that was typed stays, and it is counted as it was.
    pub fn name_article(&mut self, id: LineId, part: &ProductCard, priced: Priced, unit_cost: Option<Amount>) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let currency = self.terms.currency;
        let (job, place) = self.line_mut(id)?;
        let line = &mut job.lines[place];
        if line.locked {
            return Err(Error::LineLocked);
        }
        if line.kind != LineKind::Part || line.product_id.is_some() {
            return Err(Error::Fields(vec![FieldError::new("/product_id", "not-allowed", "it is no part in words")]));
        }
        let mut named = line.clone();
        named.become_part(part, priced);
        named.unit_cost = unit_cost;
        if let Some(fault) = named.quantity_fault(named.quantity, "/product_id") {
            return Err(Error::Fields(vec![fault]));
        }
        let fact = Fact::PartSubstituted { before: line.description.clone(), now: part.name.clone() };
        *line = named;
        Ok([fact].into_iter().chain(job.weigh_approval(currency)).collect())
    }

    pub fn remove_line(&mut self, id: LineId) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let currency = self.terms.currency;
        let (job, place) = self.line_mut(id)?;
        if job.lines[place].locked {
            return Err(Error::LineLocked);
        }
        if job.lines[place].core_of.is_some() {
            return Err(Error::CoreCharge);
        }
        let line = job.lines.remove(place);
        job.remember_taken_off(&line);
        let fact = Fact::LineRemoved { line: line.description };
        Ok([fact].into_iter().chain(job.weigh_approval(currency)).collect())
    }

    /// Puts a line back in its job, at the price it had. Nothing changes when it is back already. Its price is bound by what may
    /// be given, as when it was new.
    pub fn restore_line(&mut self, id: LineId, removed: Option<(JobId, usize, Line)>, limits: Limits) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.line_mut(id).is_ok() {
            return Ok(vec![]);
        }
        let Some((job, place, line)) = removed else { return self.ask_for_fee(id) };
        self.expect_room(1)?;
        let (currency, is_exempt) = (self.terms.currency, self.exemption.is_some());
        discounts::check_restored(limits, std::slice::from_ref(&line), currency)?;
        let job = self.job_mut(job)?;
        let fact = Fact::LineRestored { line: line.description.clone() };
        job.ask_again(&line);
        job.lines.insert(place.min(job.lines.len()), Line { is_exempt, ..line });
        Ok([fact].into_iter().chain(job.weigh_approval(currency)).collect())
    }

    /// The same of a fee whose job came from another order: its line stayed there, and another is asked for here.
    fn ask_for_fee(&mut self, id: LineId) -> Result<Vec<Fact>, Error> {
        let found = self.jobs.iter_mut().find_map(|job| {
            let place = job.fees_off.iter().position(|off| off.line_id == id)?;
            Some(job.fees_off.remove(place))
        });
        let fee = found.ok_or(Error::UnknownLine(id))?;
        Ok(vec![Fact::LineRestored { line: fee.name }])
    }

    /// Writes down what the customer decided. The first approval makes an estimate an approved order.
    #[cfg(test)]
    pub fn authorise(&mut self, word: &Word) -> Result<Vec<Fact>, Error> {
        self.authorise_offer(word, None)
    }

    /// The same on a version of the estimate: approved is its price, and a job that costs more by now must be approved again.
    pub fn authorise_offer(&mut self, word: &Word, offer: Option<&Offer>) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        self.check_decisions(&word.decisions)?;
        let currency = self.terms.currency;
        let version = offer.map(|offer| offer.version);
        let mut facts = vec![Fact::Authorised { by_name: word.by_name.clone(), method: word.method, version }];
        for decision in &word.decisions {
            let job = self.job_mut(decision.job_id)?;
            let totals = job.totals(currency);
            let shown = offer.and_then(|offer| offer.amounts.get(&job.id)).copied();
            let (net, amount) = shown.unwrap_or((totals.net, totals.asked()));
            let is_exempt = offer.filter(|_| shown.is_some()).map_or(job.is_exempt(), |offer| offer.is_exempt);
            let evidence = Evidence {
                method: word.method,
                by_name: word.by_name.clone(),
                at: word.at,
                net,
                amount,
                reason: decision.reason.clone(),
                recorded_by: word.recorded_by.clone(),
                is_exempt,
            };
            let title = job.title.clone();
            if decision.approve {
                job.authorisation = Authorisation::Approved(evidence);
                facts.push(Fact::JobApproved { job: title, amount, currency });
                facts.extend(job.weigh_approval(currency));
            } else {
                job.authorisation = Authorisation::Declined(evidence);
                facts.push(Fact::JobDeclined { job: title, reason: decision.reason.clone() });
            }
        }
        facts.extend(self.decline_alternatives(word));
        self.follow_authorisations();
        Ok(facts)
    }

    /// What the customer approved of it in all, net, as they were shown it.
    pub fn approved_net(&self) -> Amount {
        let approved = self.jobs.iter().filter(|job| job.is_authorised()).filter_map(|job| job.authorisation.evidence());
        Amount(approved.fold(0, |sum, evidence| sum.saturating_add(evidence.net.0)))
    }

    /// Net of all that would be approved if the customer said yes to whatever waits; of options the dearest.
    pub fn net_in_all(&self) -> Amount {
        let mut options: HashMap<&str, i64> = HashMap::new();
        let mut sum: i64 = 0;
        for job in self.jobs.iter().filter(|job| !job.is_declined()) {
            let asked = job.totals(self.terms.currency).net;
            let approved = job.authorisation.evidence().filter(|_| job.is_approved()).map(|evidence| evidence.net);
            let net = approved.unwrap_or(asked).0;
            match job.option_group.as_deref() {
                Some(group) => {
                    let dearest = options.entry(group).or_default();
                    *dearest = (*dearest).max(net);
                }
                None => sum = sum.saturating_add(net),
            }
        }
        Amount(options.values().fold(sum, |sum, net| sum.saturating_add(*net)))
    }

    /// Work under way waits for somebody's approval.
    pub fn wait_for(&mut self, approver: &str, now: DateTime<Utc>) -> Vec<Fact> {
        self.name_approver(approver);
        self.hold(HoldReason::Approval, Some(approver.to_owned()), now).unwrap_or_default()
    }

    /// Somebody else is asked: a wait for approval says so.
    pub fn ask_approver(&mut self, approver: &str) -> Vec<Fact> {
        self.name_approver(approver);
        vec![Fact::ApproverAsked { name: approver.to_owned() }]
    }

    fn name_approver(&mut self, approver: &str) {
        if let State::OnHold(hold) = &mut self.state
            && hold.reason == HoldReason::Approval
        {
            hold.note = Some(approver.to_owned());
        }
    }

    /// The wait for approval of a customer who is bound by limits is over when no job waits for their word.
    pub fn end_wait(&mut self, is_bound: bool) -> Vec<Fact> {
        let waits = matches!(&self.state, State::OnHold(hold) if hold.reason == HoldReason::Approval);
        if !is_bound || !waits || self.jobs.iter().any(Job::is_waiting) {
            return vec![];
        }
        self.resume().unwrap_or_default()
    }

    /// Of options one is approved: the others are declined by the same word.
    fn decline_alternatives(&mut self, word: &Word) -> Vec<Fact> {
        let currency = self.terms.currency;
        let places = self.alternatives(&word.decisions);
        let decline = |place: usize| {
            let job = &mut self.jobs[place];
            let totals = job.totals(currency);
            job.authorisation = Authorisation::Declined(Evidence {
                method: word.method,
                by_name: word.by_name.clone(),
                at: word.at,
                net: totals.net,
                amount: totals.asked(),
                reason: None,
                recorded_by: word.recorded_by.clone(),
                is_exempt: job.is_exempt(),
            });
            Fact::JobDeclined { job: job.title.clone(), reason: None }
        };
        places.into_iter().map(decline).collect()
    }

    /// Places of the jobs that are options beside an approved one, and not declined yet.
    fn alternatives(&self, decisions: &[Decision]) -> Vec<usize> {
        let approved = |job: &Job| decisions.iter().any(|decision| decision.approve && decision.job_id == job.id);
        let beside = |job: &Job| self.jobs.iter().any(|chosen| approved(chosen) && job.is_alternative_of(chosen));
        let jobs = self.jobs.iter().enumerate();
        jobs.filter(|(_, job)| !job.is_declined() && !approved(job) && beside(job)).map(|(place, _)| place).collect()
    }

    /// A job that was approved becomes no option beside another that was.
    fn check_options(&self, id: JobId, group: Option<&str>) -> Result<(), Error> {
        let Some(group) = group else { return Ok(()) };
        let is_chosen = |job: &Job| job.id != id && job.is_authorised() && job.option_group.as_deref() == Some(group);
        let is_authorised = self.jobs.iter().any(|job| job.id == id && job.is_authorised());
        if is_authorised && self.jobs.iter().any(is_chosen) {
            return Err(Error::Fields(vec![FieldError::new("/option_group", "exclusive", "another option is approved")]));
        }
        Ok(())
    }

    /// What waits for the customer's word is on its way to them.
    pub fn send_estimate(&mut self, version: i64) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        for job in self.jobs.iter_mut().filter(|job| job.authorisation == Authorisation::Proposed) {
            job.authorisation = Authorisation::Sent;
        }
        let (total, currency) = (self.totals().total, self.terms.currency);
        Ok(vec![Fact::EstimateSent { version, total, currency }])
    }

    /// Every job exists and is decided once, and what is invoiced is not declined.
    fn check_decisions(&self, decisions: &[Decision]) -> Result<(), Error> {
        let mut faults = vec![];
        for (place, decision) in decisions.iter().enumerate() {
            let pointer = format!("/decisions/{place}/job_id");
            let job = self.jobs.iter().find(|job| job.id == decision.job_id);
            if decisions[..place].iter().any(|earlier| earlier.job_id == decision.job_id) {
                faults.push(FieldError::new(pointer, "duplicate", "this job is decided twice"));
            } else if job.is_none() {
                faults.push(FieldError::new(pointer, "unknown", "the order has no such job"));
            } else if decision.approve && decisions[..place].iter().any(|earlier| earlier.approve && self.exclude(earlier, decision)) {
                faults.push(FieldError::new(pointer, "exclusive", "another option is approved already"));
            } else if !decision.approve && job.is_some_and(Job::has_locked_lines) {
                return Err(Error::LineLocked);
            }
        }
        if !faults.is_empty() {
            return Err(Error::Fields(faults));
        }
        let is_locked = |place: usize| self.jobs[place].has_locked_lines();
        if self.alternatives(decisions).into_iter().any(is_locked) { Err(Error::LineLocked) } else { Ok(()) }
    }

    fn exclude(&self, one: &Decision, other: &Decision) -> bool {
        let find = |id: JobId| self.jobs.iter().find(|job| job.id == id);
        find(one.job_id).zip(find(other.job_id)).is_some_and(|(one, other)| one.is_alternative_of(other))
    }

    /// Before the work starts, the order is approved as soon and as long as a job was.
    fn follow_authorisations(&mut self) {
        let any = self.jobs.iter().any(|job| matches!(job.authorisation, Authorisation::Approved(_) | Authorisation::ReapprovalNeeded(_)));
        if matches!(self.state, State::Estimate | State::Approved) {
            self.state = if any { State::Approved } else { State::Estimate };
        }
    }

    fn expect_room(&self, lines: usize) -> Result<(), Error> {
        let present: usize = self.jobs.iter().map(|job| job.lines.len()).sum();
        if present + lines > MAX_LINES { Err(Error::TooManyLines) } else { Ok(()) }
    }

    fn job_mut(&mut self, id: JobId) -> Result<&mut Job, Error> {
        self.jobs.iter_mut().find(|job| job.id == id).ok_or(Error::UnknownJob(id))
    }

    /// The job that has the line, and the line's place in it.
    fn line_mut(&mut self, id: LineId) -> Result<(&mut Job, usize), Error> {
        let found = self.jobs.iter_mut().find_map(|job| {
            let place = job.lines.iter().position(|line| line.id == id)?;
            Some((job, place))
        });
        found.ok_or(Error::UnknownLine(id))
    }
}

#[cfg(test)]
mod options {
    use super::super::fixture::{estimate, word};
    use super::super::job::AuthorisationState;
    use super::*;

    /// The three jobs of the fixture as good, better and best.
    fn offered() -> WorkOrder {
        let mut order = estimate();
        order.jobs.iter_mut().for_each(|job| job.option_group = Some("Brakes".into()));
        order
    }

    fn states(order: &WorkOrder) -> Vec<AuthorisationState> {
        order.jobs.iter().map(|job| job.authorisation.name()).collect()
    }

    #[test]
    fn approving_one_option_declines_the_others_and_changing_ones_mind_turns_it() {
        use AuthorisationState::{Approved, Declined};
        let mut order = offered();
        order.authorise(&word(&[(order.jobs[1].id, true)])).unwrap();
        assert_eq!(states(&order), [Declined, Approved, Declined]);
        order.authorise(&word(&[(order.jobs[2].id, true)])).unwrap();
        assert_eq!(states(&order), [Declined, Declined, Approved]);
    }

    #[test]
    fn two_options_are_not_approved_by_one_word() {
        let mut order = offered();
        let both = word(&[(order.jobs[0].id, true), (order.jobs[1].id, true)]);
        assert!(matches!(order.authorise(&both), Err(Error::Fields(faults)) if faults[0].pointer == "/decisions/1/job_id"));
        let either = word(&[(order.jobs[0].id, true), (order.jobs[1].id, false)]);
        assert!(order.authorise(&either).is_ok());
    }

    #[test]
    fn of_options_one_counts_the_first_until_one_is_chosen() {
        let mut order = offered();
        assert_eq!(order.totals().net.0, 151_550);
        order.authorise(&word(&[(order.jobs[1].id, true)])).unwrap();
        assert_eq!(order.totals().net.0, 401_550);
    }

    #[test]
    fn what_is_approved_becomes_no_option_beside_another() {
        let mut order = estimate();
        let (first, second) = (order.jobs[0].id, order.jobs[1].id);
        order.authorise(&word(&[(first, true), (second, true)])).unwrap();
        let named = || JobTexts { option_group: Some(Some("Brakes".into())), ..JobTexts::default() };
        order.update_job(first, named()).unwrap();
        assert!(matches!(order.update_job(second, named()), Err(Error::Fields(_))));
    }

    #[test]
    fn an_option_that_comes_back_is_not_approved_beside_the_one_that_was_chosen() {
        let mut order = offered();
        order.authorise(&word(&[(order.jobs[0].id, true)])).unwrap();
        let gone = order.jobs[0].clone();
        order.remove_job(gone.id).unwrap();
        order.authorise(&word(&[(order.jobs[0].id, true)])).unwrap();
        order.restore_job(gone.id, Some((0, gone)), Limits::default()).unwrap();
        assert_eq!(order.jobs.iter().filter(|job| job.is_authorised()).count(), 1);
    }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineKind;
    use kernel::{Amount, BasisPoints, Quantity};

    use super::super::fixture::{approved, estimate, in_progress, invoiced, line, word};
    use super::super::job::AuthorisationState;
    use super::super::state::WorkOrderState;
    use super::*;

    fn price(amount: i64) -> LineChanges {
        LineChanges { unit_price: Some(Amount(amount)), ..LineChanges::default() }
    }

    fn authorisation(order: &WorkOrder, place: usize) -> AuthorisationState {
        order.jobs[place].authorisation.name()
    }

    /// PRODUCT.md 3.1 step 10: discs from 96.400 to 99.000 and back.
    #[test]
    fn raising_an_approved_job_breaks_its_approval_and_reverting_restores_it() {
        let mut order = approved();
        let disc = order.jobs[1].lines[2].id;
        let facts = order.update_line(disc, price(99_000)).unwrap();
        let detail = facts[1].detail().unwrap();
        assert_eq!(
            (detail.text.as_deref(), detail.before, detail.amount),
            (Some("Front brakes"), Some(Amount(477_845)), Some(Amount(484_033)))
        );
        assert_eq!(authorisation(&order, 1), AuthorisationState::ReapprovalNeeded);
        assert_eq!(order.jobs[1].authorisation.evidence().unwrap().net, Amount(401_550));
        let facts = order.update_line(disc, price(96_400)).unwrap();
        assert_eq!(facts[1], Fact::ApprovalRestored { job: "Front brakes".into() });
        assert_eq!(authorisation(&order, 1), AuthorisationState::Approved);
    }

    #[test]
    fn lowering_keeps_the_approval_and_going_back_up_to_it_too() {
        let mut order = approved();
        let disc = order.jobs[1].lines[2].id;
        order.update_line(disc, price(90_000)).unwrap();
        assert_eq!(authorisation(&order, 1), AuthorisationState::Approved);
        order.update_line(disc, price(96_400)).unwrap();
        assert_eq!(authorisation(&order, 1), AuthorisationState::Approved);
    }

    #[test]
    fn a_higher_vat_rate_breaks_the_approval() {
        let mut order = approved();
        order.terms.vat_rate = BasisPoints(700);
        let change = LineChanges { vat_rate: Some(BasisPoints(2000)), ..LineChanges::default() };
        order.update_line(order.jobs[0].lines[0].id, change).unwrap();
        assert_eq!(authorisation(&order, 0), AuthorisationState::ReapprovalNeeded);
    }

    #[test]
    fn adding_a_line_breaks_the_approval_and_removing_it_restores_it() {
        let mut order = in_progress();
        let (job, extra) = (order.jobs[0].id, line(LineKind::Fee, "Disposal", 1000, 5000));
        let id = extra.id;
        order.add_line(job, extra).unwrap();
        assert_eq!(authorisation(&order, 0), AuthorisationState::ReapprovalNeeded);
        order.remove_line(id).unwrap();
        assert_eq!(authorisation(&order, 0), AuthorisationState::Approved);
    }

    #[test]
    fn approving_again_keeps_the_new_amount() {
        let mut order = approved();
        let (job, disc) = (order.jobs[1].id, order.jobs[1].lines[2].id);
        order.update_line(disc, price(99_000)).unwrap();
        order.authorise(&word(&[(job, true)])).unwrap();
        assert_eq!(order.jobs[1].authorisation.evidence().unwrap().amount, Amount(484_033));
    }

    #[test]
    fn the_order_is_approved_as_long_as_a_job_is() {
        let mut order = estimate();
        let (first, second) = (order.jobs[0].id, order.jobs[1].id);
        order.authorise(&word(&[(first, true)])).unwrap();
        assert_eq!(order.state.name(), WorkOrderState::Approved);
        order.authorise(&word(&[(first, false), (second, false)])).unwrap();
        assert_eq!(order.state.name(), WorkOrderState::Estimate);
        order.authorise(&word(&[(second, true)])).unwrap();
        order.remove_job(second).unwrap();
        assert_eq!(order.state.name(), WorkOrderState::Estimate);
    }

    #[test]
    fn a_declined_job_does_not_count_and_can_be_approved_later() {
        let mut order = approved();
        assert_eq!(order.totals().net, Amount(553_100));
        order.authorise(&word(&[(order.jobs[2].id, true)])).unwrap();
        assert_eq!(order.totals().net, Amount(553_100 + 43_900));
    }

    #[test]
    fn decisions_name_jobs_of_the_order_once() {
        let mut order = estimate();
        let job = order.jobs[0].id;
        let Err(Error::Fields(faults)) = order.authorise(&word(&[(job, true), (job, false), (JobId::new(), true)])) else {
            panic!("accepted");
        };
        let pointers: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code.as_str())).collect();
        assert_eq!(pointers, [("/decisions/1/job_id", "duplicate"), ("/decisions/2/job_id", "unknown")]);
        assert_eq!(order.state, State::Estimate);
    }

    #[test]
    fn what_is_invoiced_changes_no_more_and_what_is_added_can() {
        let mut order = invoiced(0);
        order.reopen("wipers".into()).unwrap();
        let (job, locked) = (order.jobs[0].id, order.jobs[0].lines[0].id);
        assert_eq!(order.update_line(locked, price(1)), Err(Error::LineLocked));
        assert_eq!(order.remove_line(locked), Err(Error::LineLocked));
        assert_eq!(order.remove_job(job), Err(Error::LineLocked));
        assert_eq!(order.authorise(&word(&[(job, false)])), Err(Error::LineLocked));
        let extra = line(LineKind::Part, "Wipers", 1000, 25_000);
        let id = extra.id;
        order.add_line(job, extra).unwrap();
        order.authorise(&word(&[(job, true)])).unwrap();
        order.complete(None, super::super::fixture::now()).unwrap();
        assert_eq!(order.state, State::Ready);
        assert_eq!(order.invoice_issued(&[id], None, super::super::fixture::now()).len(), 1);
    }

    #[test]
    fn an_order_is_bounded() {
        let mut order = estimate();
        while order.jobs.len() < MAX_JOBS {
            order.add_job(Job::new("More".into(), None)).unwrap();
        }
        assert_eq!(order.add_job(Job::new("Too many".into(), None)), Err(Error::TooManyJobs));
        let job = order.jobs[0].id;
        for _ in 0..MAX_LINES - 8 {
            order.add_line(job, line(LineKind::Fee, "Fee", 1000, 1)).unwrap();
        }
        assert_eq!(order.add_line(job, line(LineKind::Fee, "Fee", 1000, 1)), Err(Error::TooManyLines));
        let huge = LineChanges { quantity: Some(Quantity(kernel::money::MAX_QUANTITY)), ..price(kernel::money::MAX_AMOUNT) };
        let before = order.clone();
        assert!(matches!(order.update_line(order.jobs[0].lines[0].id, huge), Err(Error::Fields(_))));
        assert_eq!(order, before);
    }
}
