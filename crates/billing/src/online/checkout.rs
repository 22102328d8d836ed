//! How a checkout goes on: pure. It is open until it is paid, has failed or is over, and never comes back.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::provider::{Answer, Standing};
use super::tables::checkouts::Model;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = CheckoutState)]
pub enum State {
    /// The customer may pay.
    Open,
    /// The invoice has the money.
    Paid,
    /// The provider says no, or another sum was paid.
    Failed,
    /// Nobody paid in time.
    Expired,
    /// Paid at the provider, and asked for by nobody here.
    Unknown,
}

impl State {
    /// `open`, `paid`, `failed`, `expired` or `unknown`.
    pub fn code(self) -> String {
        self.to_value()
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::try_from_value(&code.to_owned()).ok()
    }
}

/// Why somebody at the desk must look at money that no invoice has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = CheckoutDifference)]
pub enum Difference {
    /// Another sum was paid than was asked for.
    Amount,
    /// In another currency.
    Currency,
    /// It was paid after it was over.
    Late,
    /// Nobody here asked for it.
    Unknown,
}

/// What follows from the provider's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is asked again later.
    Wait,
    /// The invoice takes the money.
    Pay,
    /// Nobody paid.
    Close(State),
    /// Money came that no invoice takes.
    Differ(State, Difference),
    /// It was over before.
    Nothing,
}

/// How long after its time a checkout of which the provider says nothing is kept open.
const GRACE: TimeDelta = TimeDelta::hours(1);
const SOONEST: TimeDelta = TimeDelta::minutes(2);
const LATEST: TimeDelta = TimeDelta::hours(6);

pub fn next(checkout: &Model, standing: &Standing, now: DateTime<Utc>) -> Next {
    match (checkout.state, standing.answer) {
        (State::Open, Answer::Paid) => paid(checkout, standing),
        (State::Open, Answer::Failed) => Next::Close(State::Failed),
        (State::Open, Answer::Expired) => Next::Close(State::Expired),
        (State::Open, Answer::Pending | Answer::Unknown) if now > checkout.expires_at + GRACE => Next::Close(State::Expired),
        (State::Open, Answer::Pending | Answer::Unknown) => Next::Wait,
        (State::Failed | State::Expired, Answer::Paid) if checkout.difference.is_none() => Next::Differ(checkout.state, Difference::Late),
        _ => Next::Nothing,
    }
}

fn paid(checkout: &Model, standing: &Standing) -> Next {
    if standing.currency != checkout.currency {
        Next::Differ(State::Failed, Difference::Currency)
    } else if standing.amount != checkout.amount {
        Next::Differ(State::Failed, Difference::Amount)
    } else {
        Next::Pay
    }
}

/// When an open checkout is asked about next: soon at first, then ever more seldom.
pub fn ask_at(begun: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    now + ((now - begun) / 2).clamp(SOONEST, LATEST)
}

#[cfg(test)]
mod tests {
    use contracts::billing::InvoiceId;
    use kernel::{Amount, SiteId};

    use super::super::provider::Kind;
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn checkout(state: State) -> Model {
        Model {
            id: Uuid::nil(),
            site_id: SiteId::new(),
            invoice_id: Some(InvoiceId::new()),
            invoice_number: "F-LAC-2026-00042".into(),
            provider: Kind::Konnect,
            request_key: "k".into(),
            reference: "r".into(),
            url: "https://pay.example".into(),
            amount: Amount(459_189),
            currency: "TND".into(),
            test_mode: false,
            state,
            difference: None,
            told_amount: None,
            told_currency: None,
            created_at: now(),
            expires_at: now() + TimeDelta::hours(1),
            closed_at: None,
            asked_at: now(),
            ask_at: now(),
        }
    }

    fn told(answer: Answer, amount: i64, currency: &str) -> Standing {
        Standing { reference: "r".into(), answer, amount: Amount(amount), currency: currency.into() }
    }

    #[test]
    fn only_what_was_asked_for_is_paid() {
        let open = checkout(State::Open);
        assert_eq!(next(&open, &told(Answer::Paid, 459_189, "TND"), now()), Next::Pay);
        assert_eq!(next(&open, &told(Answer::Paid, 459_188, "TND"), now()), Next::Differ(State::Failed, Difference::Amount));
        assert_eq!(next(&open, &told(Answer::Paid, 459_189, "EUR"), now()), Next::Differ(State::Failed, Difference::Currency));
        assert_eq!(next(&open, &told(Answer::Failed, 459_189, "TND"), now()), Next::Close(State::Failed));
    }

    #[test]
    fn what_is_over_never_comes_back_and_late_money_is_seen_once() {
        let paid = told(Answer::Paid, 459_189, "TND");
        assert_eq!(next(&checkout(State::Paid), &paid, now()), Next::Nothing);
        for state in [State::Failed, State::Expired] {
            assert_eq!(next(&checkout(state), &paid, now()), Next::Differ(state, Difference::Late));
            let seen = Model { difference: Some(Difference::Late), ..checkout(state) };
            assert_eq!(next(&seen, &paid, now()), Next::Nothing);
            assert_eq!(next(&checkout(state), &told(Answer::Pending, 0, ""), now()), Next::Nothing);
        }
    }

    #[test]
    fn a_forgotten_checkout_is_asked_about_ever_more_seldom_and_ends_an_hour_after_its_time() {
        let (open, pending) = (checkout(State::Open), told(Answer::Unknown, 0, ""));
        assert_eq!(next(&open, &pending, now() + TimeDelta::hours(2)), Next::Wait);
        assert_eq!(next(&open, &pending, now() + TimeDelta::minutes(121)), Next::Close(State::Expired));
        assert_eq!(ask_at(now(), now()), now() + TimeDelta::minutes(2));
        let later = now() + TimeDelta::hours(1);
        assert_eq!(ask_at(now(), later), later + TimeDelta::minutes(30));
        let much_later = now() + TimeDelta::days(9);
        assert_eq!(ask_at(now(), much_later), much_later + TimeDelta::hours(6));
    }
}
