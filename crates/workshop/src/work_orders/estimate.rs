//! What is proposed on a work order and what the customer says to it: jobs, lines and authorisations.
//! All of it may change until the work is completed, but for what an issued invoice holds.

use chrono::{DateTime, Utc};
use contracts::workshop::{JobId, LineId};
use kernel::FieldError;

use super::fact::{Fact, changed};
use super::job::{Authorisation, AuthorisationMethod, Evidence, Job};
use super::line::{Line, LineChanges};
use super::state::State;
use super::work_order::{MAX_JOBS, MAX_LINES, WorkOrder};
use crate::error::Error;

/// What may change on a job; left out stays, `Some(None)` empties.
#[derive(Clone, Debug, Default)]
pub struct JobTexts {
    pub title: Option<String>,
    pub concern: Option<Option<String>>,
    pub cause: Option<Option<String>>,
    pub correction: Option<Option<String>>,
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

#[derive(Clone, Debug)]
pub struct Decision {
    pub job_id: JobId,
    pub approve: bool,
    pub reason: Option<String>,
}

impl WorkOrder {
    pub fn add_job(&mut self, job: Job) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.jobs.len() >= MAX_JOBS {
            return Err(Error::TooManyJobs);
        }
        self.expect_room(job.lines.len())?;
        let fact = Fact::JobAdded { job: job.title.clone() };
        self.jobs.push(job);
        Ok(vec![fact])
    }

    pub fn update_job(&mut self, id: JobId, texts: JobTexts) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let job = self.job_mut(id)?;
        let changed = changed(&mut job.title, texts.title)
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

    pub fn add_line(&mut self, job: JobId, line: Line) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        self.expect_room(1)?;
        let currency = self.terms.currency;
        let job = self.job_mut(job)?;
        let fact = Fact::LineAdded { line: line.description.clone(), quantity: line.quantity };
        job.lines.push(line);
        Ok([fact].into_iter().chain(job.weigh_approval(currency)).collect())
    }

    pub fn update_line(&mut self, id: LineId, changes: LineChanges) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let currency = self.terms.currency;
        let (job, place) = self.line_mut(id)?;
        let line = &mut job.lines[place];
        if !line.change(changes)? {
            return Ok(vec![]);
        }
        let (quantity, unit_price) = (line.quantity, line.unit_price);
        let fact = Fact::LineUpdated { line: line.description.clone(), quantity, unit_price, currency };
        Ok([fact].into_iter().chain(job.weigh_approval(currency)).collect())
    }

    pub fn remove_line(&mut self, id: LineId) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        let currency = self.terms.currency;
        let (job, place) = self.line_mut(id)?;
        if job.lines[place].locked {
            return Err(Error::LineLocked);
        }
        let line = job.lines.remove(place);
        let fact = Fact::LineRemoved { line: line.description };
        Ok([fact].into_iter().chain(job.weigh_approval(currency)).collect())
    }

    /// Writes down what the customer decided. The first approval makes an estimate an approved order.
    pub fn authorise(&mut self, word: &Word) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        self.check_decisions(&word.decisions)?;
        let currency = self.terms.currency;
        let mut facts = vec![Fact::Authorised { by_name: word.by_name.clone(), method: word.method }];
        for decision in &word.decisions {
            let job = self.job_mut(decision.job_id)?;
            let totals = job.totals(currency);
            let evidence = Evidence {
                method: word.method,
                by_name: word.by_name.clone(),
                at: word.at,
                net: totals.net,
                amount: totals.gross,
                reason: decision.reason.clone(),
                recorded_by: word.recorded_by.clone(),
            };
            let title = job.title.clone();
            if decision.approve {
                job.authorisation = Authorisation::Approved(evidence);
                facts.push(Fact::JobApproved { job: title, amount: totals.gross, currency });
            } else {
                job.authorisation = Authorisation::Declined(evidence);
                facts.push(Fact::JobDeclined { job: title, reason: decision.reason.clone() });
            }
        }
        self.follow_authorisations();
        Ok(facts)
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
            } else if !decision.approve && job.is_some_and(Job::has_locked_lines) {
                return Err(Error::LineLocked);
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(Error::Fields(faults)) }
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
