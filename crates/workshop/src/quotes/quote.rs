//! What a quote is and how it becomes a visit. Pure.

use chrono::{DateTime, Utc};
use contracts::customers::Exemption;
use contracts::documents::Language;
use kernel::FieldError;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Job;
use crate::work_orders::state::State;
use crate::work_orders::work_order::{Customer, Vehicle, WorkOrder};

/// When it was asked for, and until when its prices hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    pub asked_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    /// When it became a visit.
    pub converted_at: Option<DateTime<Utc>>,
}

/// How a quote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum QuoteState {
    /// The caller has yet to say something.
    Open,
    /// At least one job is approved.
    Accepted,
    /// All its jobs are declined.
    Declined,
    /// Nobody said anything while its prices held. Never kept: it comes by itself.
    Expired,
    /// It became a visit.
    Converted,
    /// It was cancelled.
    GivenUp,
}

impl QuoteState {
    /// As it is now, of what is kept.
    pub fn at(self, now: DateTime<Utc>, valid_until: DateTime<Utc>) -> Self {
        if self == Self::Open && valid_until < now { Self::Expired } else { self }
    }
}

/// What a quote becomes.
pub struct Becomes {
    pub customer: Customer,
    pub vehicle: Vehicle,
    /// The customer's.
    pub language: Language,
    /// By which the customer buys without VAT.
    pub exemption: Option<Exemption>,
    /// What is not approved is left for another time.
    pub only_approved: bool,
    pub at: DateTime<Utc>,
}

impl WorkOrder {
    /// It was asked for by telephone, and there is no visit yet; also of one that was given up.
    pub fn is_quote(&self) -> bool {
        self.quote.is_some_and(|quote| quote.converted_at.is_none())
    }

    /// As it is kept; none of what was never a quote.
    pub fn quote_state(&self) -> Option<QuoteState> {
        let quote = self.quote?;
        Some(if quote.converted_at.is_some() {
            QuoteState::Converted
        } else if matches!(self.state, State::Cancelled { .. }) {
            QuoteState::GivenUp
        } else if self.jobs.iter().any(Job::is_authorised) {
            QuoteState::Accepted
        } else if !self.jobs.is_empty() && self.jobs.iter().all(Job::is_declined) {
            QuoteState::Declined
        } else {
            QuoteState::Open
        })
    }

    /// Its prices hold as long as the estimate that is sent of it; nothing of what is no quote.
    pub fn hold_until(&mut self, valid_until: DateTime<Utc>) {
        if let Some(quote) = self.quote.as_mut().filter(|quote| quote.converted_at.is_none()) {
            quote.valid_until = valid_until;
        }
    }

    /// The car comes: the same order is opened for it, with the ids, prices and decisions that it has. Beside what happened, the jobs that are
    /// left for another time; options beside an approved one are not.
    pub fn convert(&mut self, becomes: Becomes) -> Result<(Vec<Fact>, Vec<Job>), Error> {
        let (State::Quote, Some(mut quote)) = (&self.state, self.quote) else { return Err(self.wrong_state()) };
        let is_approved = self.jobs.iter().any(Job::is_authorised);
        if becomes.only_approved && !is_approved {
            return Err(Error::Fields(vec![FieldError::new("/only_approved", "nothing-approved", "no job is approved")]));
        }
        quote.converted_at = Some(becomes.at);
        self.quote = Some(quote);
        self.state = if is_approved { State::Approved } else { State::Estimate };
        (self.customer, self.vehicle, self.opened_at) = (becomes.customer, becomes.vehicle, becomes.at);
        (self.terms.language, self.exemption) = (becomes.language, becomes.exemption);
        self.follow_exemption();
        let mut facts = vec![Fact::Converted { vehicle: self.vehicle.plate.clone() }];
        if !becomes.only_approved {
            return Ok((facts, vec![]));
        }
        let (stays, gone): (Vec<_>, Vec<_>) = self.jobs.drain(..).partition(|job| !job.is_waiting() || job.is_authorised());
        self.jobs = stays;
        facts.extend(gone.iter().map(|job| Fact::JobRemoved { job: job.title.clone() }));
        let is_done = |job: &Job| self.jobs.iter().any(|other| other.is_authorised() && other.is_alternative_of(job));
        Ok((facts, gone.into_iter().filter(|job| !is_done(job)).collect()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::work_orders::fixture::{estimate, now, quote, word};
    use crate::work_orders::state::WorkOrderState;

    fn becomes(only_approved: bool) -> Becomes {
        let WorkOrder { customer, vehicle, .. } = estimate();
        Becomes { customer, vehicle, language: Language::En, exemption: None, only_approved, at: now() + TimeDelta::days(2) }
    }

    fn answered(decisions: &[bool]) -> WorkOrder {
        let mut order = quote();
        let jobs: Vec<_> = order.jobs.iter().map(|job| job.id).zip(decisions.iter().copied()).collect();
        order.authorise(&word(&jobs)).unwrap();
        order
    }

    #[test]
    fn it_wants_no_part_and_takes_no_work_however_much_of_it_is_approved() {
        let mut order = answered(&[true, true, false]);
        assert_eq!((order.state.name(), order.is_counter_sale()), (WorkOrderState::Quote, false));
        assert_eq!((order.parts_needed(), order.cores()), (vec![], vec![]));
        let refusals = [order.start(), order.assign(None), order.complete(None, now())];
        assert!(refusals.iter().all(|refusal| *refusal == Err(Error::WrongState(WorkOrderState::Quote))));
    }

    #[test]
    fn how_it_stands_follows_what_was_said_and_the_day() {
        let order = quote();
        let state = order.quote_state().unwrap();
        let until = order.quote.unwrap().valid_until;
        assert_eq!((state, state.at(until, until)), (QuoteState::Open, QuoteState::Open));
        assert_eq!(state.at(until + TimeDelta::seconds(1), until), QuoteState::Expired);
        assert_eq!(answered(&[true]).quote_state(), Some(QuoteState::Accepted));
        let declined = answered(&[false, false, false]).quote_state().unwrap();
        assert_eq!(declined.at(until + TimeDelta::days(9), until), QuoteState::Declined);
        let mut given_up = answered(&[true]);
        given_up.cancel("went elsewhere".into()).unwrap();
        assert_eq!((given_up.quote_state(), given_up.is_quote()), (Some(QuoteState::GivenUp), true));
        given_up.restore().unwrap();
        assert_eq!(given_up.state, State::Quote);
        assert_eq!(estimate().quote_state(), None);
    }

    #[test]
    fn the_same_order_is_opened_with_all_its_jobs_and_what_was_decided() {
        let mut order = answered(&[true]);
        let (before, price) = (order.jobs.clone(), order.totals());
        let (facts, left) = order.convert(becomes(false)).unwrap();
        assert_eq!((&order.jobs, order.totals(), left), (&before, price, vec![]));
        assert_eq!(order.terms.language, Language::En);
        assert_eq!(facts, [Fact::Converted { vehicle: "215 TU 4821".into() }]);
        assert_eq!((order.state.name(), order.quote_state()), (WorkOrderState::Approved, Some(QuoteState::Converted)));
        assert_eq!((order.opened_at, order.is_quote(), order.parts_needed().len()), (now() + TimeDelta::days(2), false, 2));
        assert_eq!(order.convert(becomes(false)), Err(Error::WrongState(WorkOrderState::Approved)));
    }

    #[test]
    fn of_the_approved_jobs_alone_what_waits_is_left_and_what_was_declined_stays_declined() {
        let mut order = answered(&[true, false]);
        let (_, left) = order.convert(becomes(true)).unwrap();
        let titles = |jobs: &[Job]| jobs.iter().map(|job| job.title.clone()).collect::<Vec<_>>();
        assert_eq!((titles(&order.jobs), titles(&left)), (vec!["Oil service".into(), "Front brakes".into()], vec!["Cabin filter".into()]));
        let mut unanswered = quote();
        assert!(matches!(unanswered.convert(becomes(true)), Err(Error::Fields(_))));
        unanswered.convert(becomes(false)).unwrap();
        assert_eq!(unanswered.state, State::Estimate);
    }

    #[test]
    fn an_option_beside_the_one_that_was_chosen_does_not_come_back() {
        let mut order = quote();
        for job in &mut order.jobs {
            job.option_group = Some("Brakes".into());
        }
        let chosen = order.jobs[0].id;
        order.authorise(&word(&[(chosen, true)])).unwrap();
        let (_, left) = order.convert(becomes(true)).unwrap();
        assert_eq!(left, vec![]);
    }
}
