//! How an electronic document goes on its way: pure. `pending` → `signed` → `sent` → `accepted` | `rejected`; what was rejected is mended and
//! goes again, under the same number.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::documents::Registration;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::documents::Model;

/// After a failure it is tried again after a minute, then after twice as long each time, up to half an hour.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(30);
/// How long what was sent waits before the platform is asked what became of it.
const ASK_AFTER: TimeDelta = TimeDelta::minutes(1);
/// What the platform answered with a fault so often no longer holds up what was issued after it: the fault may be its own.
const ITS_OWN_FAULT: i32 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoiceState)]
pub enum State {
    /// It waits to be signed; or, brought there by hand and with nobody to sign it here, to be fetched.
    Pending,
    /// It waits to be sent.
    Signed,
    /// The platform has it and has not said yes or no.
    Sent,
    Accepted,
    Rejected,
}

impl State {
    pub fn code(self) -> String {
        self.to_value()
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::try_from_value(&code.to_owned()).ok()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoiceDocumentKind)]
pub enum DocumentKind {
    Invoice,
    CreditNote,
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoiceStep)]
pub enum Step {
    Sign,
    Send,
    /// The platform was asked what it has under the number, or what became of what it has.
    Ask,
    /// Somebody mended what was wrong and had it sent again.
    Resend,
    /// Somebody wrote down what the platform said.
    Hand,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoiceOutcome)]
pub enum Outcome {
    Done,
    Accepted,
    Rejected,
    /// Nobody answered, or not what was asked: it is tried again.
    Failed,
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    Signed {
        xml: String,
    },
    /// As it leaves where nothing is signed; the try is the sending.
    Written {
        xml: String,
    },
    /// The platform has it under this name of its own.
    Sent {
        id: String,
    },
    /// Nothing new.
    Waiting,
    Accepted {
        id: Option<String>,
        registration: Registration,
    },
    Rejected {
        id: Option<String>,
        why: String,
    },
    /// It may work later. `by_fault`: somebody answered, and would not do it.
    Failed {
        why: String,
        by_fault: bool,
    },
    /// The rest is for somebody's hand.
    Hand,
}

/// How it stands then, and what is written down of the try: outcome and what was told.
pub fn apply(row: &mut Model, told: Told, now: DateTime<Utc>) -> Option<(Outcome, Option<String>)> {
    let before = row.state;
    let noted = match told {
        Told::Signed { xml } => {
            ready(row, xml, now);
            Some((Outcome::Done, None))
        }
        Told::Written { xml } => {
            ready(row, xml, now);
            None
        }
        Told::Sent { id } => {
            (row.state, row.next_at, row.failures) = (State::Sent, Some(now + ASK_AFTER), 0);
            row.external_id = Some(id.clone());
            Some((Outcome::Done, Some(id)))
        }
        Told::Waiting => {
            row.next_at = Some(now + ask_again(now - row.changed_at));
            None
        }
        Told::Accepted { id, registration: Registration { reference, code } } => {
            (row.state, row.next_at, row.why, row.failures) = (State::Accepted, None, None, 0);
            row.external_id = id.or(row.external_id.take());
            (row.reference, row.code) = (Some(reference.clone()), code);
            Some((Outcome::Accepted, Some(reference)))
        }
        Told::Rejected { id, why } => {
            (row.state, row.next_at, row.failures) = (State::Rejected, None, 0);
            row.refused_id = id.or(row.external_id.take()).or(row.refused_id.take());
            row.why = Some(why.clone());
            Some((Outcome::Rejected, Some(why)))
        }
        Told::Failed { why, by_fault } => {
            (row.failures, row.faults) = (row.failures + 1, row.faults + i32::from(by_fault));
            row.next_at = Some(now + wait(row.failures));
            Some((Outcome::Failed, Some(why)))
        }
        Told::Hand => {
            row.next_at = None;
            None
        }
    };
    if row.state != before {
        row.changed_at = now;
    }
    noted
}

fn ready(row: &mut Model, xml: String, now: DateTime<Utc>) {
    (row.state, row.xml, row.next_at, row.failures) = (State::Signed, Some(xml), Some(now), 0);
    row.faults = 0;
}

/// Where nobody answers, what was issued after it waits too, however long that takes.
pub fn holds_up_others(row: &Model) -> bool {
    row.state != State::Sent && row.failures > 0 && row.faults < ITS_OWN_FAULT
}

pub fn is_overdue(row: &Model, now: DateTime<Utc>) -> bool {
    row.state != State::Accepted && row.overdue_at <= now
}

pub fn wait(failures: i32) -> TimeDelta {
    let doublings = u32::try_from(failures - 1).unwrap_or_default().min(5);
    (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT)
}

/// A tenth of how long it has been there already.
fn ask_again(since: TimeDelta) -> TimeDelta {
    (since / 10).clamp(ASK_AFTER, LONGEST_WAIT)
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
