//! When an answer may be given and changed, and what comes of it. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Error;

/// So long an answer can be changed.
const CHANGEABLE: TimeDelta = TimeDelta::days(1);
/// So long after it was asked its page is there.
const READABLE: TimeDelta = TimeDelta::days(90);

/// Where feedback stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FeedbackState)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum State {
    /// Nobody answered yet.
    Asked,
    /// The customer is content.
    Good,
    /// The customer is not, and nobody did anything about it.
    Open,
    /// Somebody did.
    Handled,
}

impl State {
    /// What an answer makes of it. What was done about it stays done if they are content now.
    pub const fn answered(self, is_low: bool) -> Self {
        match (self, is_low) {
            (_, true) => Self::Open,
            (Self::Handled, false) => Self::Handled,
            (_, false) => Self::Good,
        }
    }

    pub fn handle(self) -> Result<Self, Error> {
        if self == Self::Open { Ok(Self::Handled) } else { Err(Error::FeedbackNotOpen) }
    }
}

/// Whether the page of what was asked then is there.
pub fn is_readable(asked_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < asked_at + READABLE
}

pub fn may_answer(answered_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    answered_at.is_none_or(|at| now < at + CHANGEABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::hours(hours)
    }

    #[test]
    fn an_answer_is_changed_for_a_day_and_its_page_is_there_for_ninety() {
        assert!(may_answer(None, at(0)) && may_answer(Some(at(0)), at(23)));
        assert!(!may_answer(Some(at(0)), at(24)));
        assert!(is_readable(at(0), at(90 * 24 - 1)) && !is_readable(at(0), at(90 * 24)));
    }

    #[test]
    fn low_is_a_task_until_somebody_did_something() {
        assert_eq!((State::Asked.answered(true), State::Asked.answered(false)), (State::Open, State::Good));
        assert_eq!((State::Open.answered(false), State::Good.answered(true)), (State::Good, State::Open));
        assert_eq!((State::Handled.answered(false), State::Handled.answered(true)), (State::Handled, State::Open));
        assert_eq!(State::Open.handle(), Ok(State::Handled));
        for other in [State::Asked, State::Good, State::Handled] {
            assert_eq!(other.handle(), Err(Error::FeedbackNotOpen));
        }
    }
}
