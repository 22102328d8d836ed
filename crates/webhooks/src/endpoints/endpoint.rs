//! A webhook as it is kept, and what its answers do to it.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::UserId;
use contracts::webhooks::WEBHOOK_MANAGE;
use kernel::{Actor, Problem, SiteId};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::ladder::{LONGEST, pause};
use crate::events::EventType;
use crate::events::store::{Placed, Wanted};

/// How long an old secret signs beside the new one.
pub const BOTH_SIGN: TimeDelta = TimeDelta::hours(24);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookState {
    Active,
    /// Somebody switched it off.
    Off,
    /// All tries failed: it waits to be switched on.
    Paused,
    /// It answered 410: it wants to be told nothing more.
    Gone,
}

impl WebhookState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Off => "off",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }

    fn of(name: &str) -> Self {
        [Self::Active, Self::Paused, Self::Gone].into_iter().find(|state| state.name() == name).unwrap_or(Self::Off)
    }
}

/// A webhook.
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub id: Uuid,
    pub name: String,
    pub url: String,
    /// All kinds when empty.
    pub kinds: Vec<EventType>,
    pub sites: Vec<SiteId>,
    pub state: WebhookState,
    /// Sealed.
    pub secret: String,
    /// The one before, sealed; and until when it signs too.
    pub old_secret: Option<String>,
    pub old_until: Option<DateTime<Utc>>,
    /// The place in the feed up to which it was told.
    pub place: i64,
    /// Tries of the next event that failed.
    pub attempts: i32,
    /// When it is told next, at the earliest; while somebody tells it, when they are taken for dead.
    pub due_at: DateTime<Utc>,
    /// Who is telling it.
    pub claim: Option<Uuid>,
    /// What came of the last try, if it failed; it stays until something is taken.
    pub said: Option<String>,
    /// When it answered last that it took something.
    pub told_at: Option<DateTime<Utc>>,
    pub user_id: Option<UserId>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// None where nobody answered.
    pub status: Option<i32>,
    /// Seconds for which it asked to be left alone.
    pub rest: Option<u32>,
    pub duration_ms: i64,
    /// Why there was no answer.
    pub fault: Option<String>,
}

/// What a try does to a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    Again(TimeDelta),
    Paused,
    Gone,
}

impl Came {
    /// 2xx alone is yes: who sends on to another place has taken nothing.
    pub fn is_taken(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }

    /// After so many tries that failed before.
    pub fn outcome(&self, failed: i32) -> Outcome {
        match (self.is_taken(), self.status) {
            (true, _) => Outcome::Taken,
            (_, Some(410)) => Outcome::Gone,
            _ => pause(failed + 1).map_or(Outcome::Paused, |pause| Outcome::Again(self.rested(pause))),
        }
    }

    /// The pause, or longer where it asked for it; not longer than any pause is.
    fn rested(&self, pause: TimeDelta) -> TimeDelta {
        let asked = self.rest.filter(|_| matches!(self.status, Some(429 | 503)));
        asked.map_or(pause, |rest| pause.max(TimeDelta::seconds(rest.into()).min(LONGEST)))
    }

    /// In a few words.
    pub fn said(&self) -> String {
        self.status.map_or_else(|| self.fault.clone().unwrap_or_default(), |status| format!("HTTP {status}"))
    }
}

impl Endpoint {
    pub fn wanted(&self) -> Wanted {
        let kinds = (!self.kinds.is_empty()).then(|| self.kinds.clone());
        Wanted { sites: Some(self.sites.clone()), shared: true, kinds }
    }

    /// Whose news it is.
    pub fn first_site(&self) -> SiteId {
        self.sites.first().copied().unwrap_or(SiteId(Uuid::nil()))
    }

    /// What it tells is of all its sites: who manages webhooks at each of them sees it, and nobody else.
    pub fn is_managed_by(&self, actor: &Actor) -> bool {
        self.sites.iter().all(|site| actor.may(WEBHOOK_MANAGE, *site))
    }

    /// Goes on from its place, at once and with all its tries.
    pub fn switch_on(&mut self, now: DateTime<Utc>) {
        self.state = WebhookState::Active;
        self.begin_anew(now);
    }

    /// Whoever is telling it is not believed any more.
    pub fn begin_anew(&mut self, now: DateTime<Utc>) {
        (self.attempts, self.due_at, self.claim) = (0, now, None);
    }
}

/// A try to tell a webhook something.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Delivery {
    pub id: Uuid,
    pub endpoint_id: Uuid,
    pub event_id: Uuid,
    pub kind: String,
    pub attempt: i32,
    pub is_trial: bool,
    pub is_taken: bool,
    pub status: Option<i32>,
    pub duration_ms: i64,
    pub said: Option<String>,
    pub at: DateTime<Utc>,
}

impl Delivery {
    /// What came of telling a webhook an event; of a trial, and which try it was.
    pub fn of(to: &Endpoint, event: &Placed, came: &Came, (attempt, is_trial): (i32, bool), at: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            endpoint_id: to.id,
            event_id: event.id,
            kind: event.kind.clone(),
            attempt,
            is_trial,
            is_taken: came.is_taken(),
            status: came.status,
            duration_ms: came.duration_ms,
            said: came.fault.clone(),
            at,
        }
    }
}

/// As the database has it.
#[derive(FromQueryResult)]
pub struct Row {
    id: Uuid,
    name: String,
    url: String,
    kinds: String,
    sites: String,
    state: String,
    secret: String,
    old_secret: Option<String>,
    old_until: Option<DateTime<Utc>>,
    place: i64,
    attempts: i32,
    due_at: DateTime<Utc>,
    claim: Option<Uuid>,
    said: Option<String>,
    told_at: Option<DateTime<Utc>>,
    user_id: Option<UserId>,
    created_by: String,
    created_at: DateTime<Utc>,
    version: i64,
}

impl TryFrom<Row> for Endpoint {
    type Error = Problem;

    fn try_from(row: Row) -> Result<Self, Problem> {
        let fault = |error: serde_json::Error| Problem::internal(&error);
        Ok(Self {
            kinds: serde_json::from_str(&row.kinds).map_err(fault)?,
            sites: serde_json::from_str(&row.sites).map_err(fault)?,
            state: WebhookState::of(&row.state),
            id: row.id,
            name: row.name,
            url: row.url,
            secret: row.secret,
            old_secret: row.old_secret,
            old_until: row.old_until,
            place: row.place,
            attempts: row.attempts,
            due_at: row.due_at,
            claim: row.claim,
            said: row.said,
            told_at: row.told_at,
            user_id: row.user_id,
            created_by: row.created_by,
            created_at: row.created_at,
            version: row.version,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(status: Option<i32>) -> Came {
        Came { status, rest: None, duration_ms: 1, fault: None }
    }

    #[test]
    fn two_hundreds_alone_are_taken_and_410_ends_it() {
        assert_eq!([200, 204, 299].map(|status| came(Some(status)).outcome(3)), [Outcome::Taken; 3]);
        for status in [100, 199, 301, 302, 307, 400, 401, 404, 429, 500, 503] {
            assert_eq!(came(Some(status)).outcome(0), Outcome::Again(TimeDelta::seconds(5)), "{status}");
        }
        assert_eq!(came(None).outcome(8), Outcome::Again(TimeDelta::days(1)));
        assert_eq!(came(None).outcome(9), Outcome::Paused);
        assert_eq!(came(Some(410)).outcome(0), Outcome::Gone);
    }

    #[test]
    fn who_asks_to_be_left_alone_is_for_a_day_at_most() {
        let outcome = |status, rest, failed| Came { rest: Some(rest), ..came(Some(status)) }.outcome(failed);
        let again = |seconds| Outcome::Again(TimeDelta::seconds(seconds));
        assert_eq!(outcome(503, 120, 0), again(120));
        assert_eq!(outcome(429, 120, 1), again(300), "the ladder's pause is longer");
        assert_eq!(outcome(503, 9_999_999, 0), again(86_400));
        assert_eq!(outcome(500, 120, 0), again(5), "it is none of those that ask");
        assert_eq!(outcome(503, 120, 9), Outcome::Paused);
    }
}
