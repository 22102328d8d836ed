//! What a command did: the lines of the order's history. Detail is data (names, amounts), so that any language can show it.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{Amount, Currency, Quantity};
use sea_orm::ActiveEnum;

use super::job::AuthorisationMethod;
use super::state::HoldReason;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    Opened { concern: String },
    Updated { fields: Vec<&'static str> },
    JobAdded { job: String },
    JobUpdated { job: String },
    JobRemoved { job: String },
    LineAdded { line: String, quantity: Quantity },
    LineUpdated { line: String, quantity: Quantity, unit_price: Amount, currency: Currency },
    LineRemoved { line: String },
    ReapprovalNeeded { job: String, approved: Amount, asked: Amount, currency: Currency },
    ApprovalRestored { job: String },
    Authorised { by_name: String, method: AuthorisationMethod },
    JobApproved { job: String, amount: Amount, currency: Currency },
    JobDeclined { job: String, reason: Option<String> },
    Assigned { id: UserId, name: String },
    Unassigned,
    Started,
    Held { reason: HoldReason, note: Option<String> },
    Resumed,
    Completed { at: DateTime<Utc> },
    Reopened { reason: String },
    Cancelled { reason: String },
    Restored,
    Invoiced { number: Option<String> },
    HandedOver { due: Amount, currency: Currency },
}

impl Fact {
    /// As events and histories call it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Updated { .. } => "updated",
            Self::JobAdded { .. } => "job_added",
            Self::JobUpdated { .. } => "job_updated",
            Self::JobRemoved { .. } => "job_removed",
            Self::LineAdded { .. } => "line_added",
            Self::LineUpdated { .. } => "line_updated",
            Self::LineRemoved { .. } => "line_removed",
            Self::ReapprovalNeeded { .. } => "reapproval_needed",
            Self::ApprovalRestored { .. } => "approval_restored",
            Self::Authorised { .. } => "authorised",
            Self::JobApproved { .. } => "job_approved",
            Self::JobDeclined { .. } => "job_declined",
            Self::Assigned { .. } => "assigned",
            Self::Unassigned => "unassigned",
            Self::Started => "started",
            Self::Held { .. } => "held",
            Self::Resumed => "resumed",
            Self::Completed { .. } => "completed",
            Self::Reopened { .. } => "reopened",
            Self::Cancelled { .. } => "cancelled",
            Self::Restored => "restored",
            Self::Invoiced { .. } => "invoiced",
            Self::HandedOver { .. } => "handed_over",
        }
    }

    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Opened { concern } => Some(concern.clone()),
            Self::Updated { fields } => Some(fields.join(", ")),
            Self::JobAdded { job } | Self::JobUpdated { job } | Self::JobRemoved { job } | Self::ApprovalRestored { job } => {
                Some(job.clone())
            }
            Self::LineAdded { line, quantity } => Some(format!("{line} × {quantity}")),
            Self::LineUpdated { line, quantity, unit_price, currency } => {
                Some(format!("{line} × {quantity} · {}", money(*unit_price, *currency)))
            }
            Self::LineRemoved { line } => Some(line.clone()),
            Self::ReapprovalNeeded { job, approved, asked, currency } => {
                Some(format!("{job} · {} → {}", money(*approved, *currency), money(*asked, *currency)))
            }
            Self::Authorised { by_name, method } => Some(format!("{by_name} · {}", method.to_value())),
            Self::JobApproved { job, amount, currency } => Some(format!("{job} · {}", money(*amount, *currency))),
            Self::JobDeclined { job, reason } => Some(joined(job, reason.as_deref())),
            Self::Assigned { name, .. } => Some(name.clone()),
            Self::Held { reason, note } => Some(joined(&reason.to_value(), note.as_deref())),
            Self::Reopened { reason } | Self::Cancelled { reason } => Some(reason.clone()),
            Self::Invoiced { number } => number.clone(),
            Self::HandedOver { due, currency } if !due.is_zero() => Some(money(*due, *currency)),
            Self::HandedOver { .. } | Self::Unassigned | Self::Started | Self::Resumed | Self::Completed { .. } | Self::Restored => None,
        }
    }
}

/// `416.738 TND`
pub fn money(amount: Amount, currency: Currency) -> String {
    format!("{} {}", amount.to_decimal(currency.decimals), currency.code())
}

fn joined(first: &str, second: Option<&str>) -> String {
    second.map_or_else(|| first.to_owned(), |second| format!("{first} · {second}"))
}

/// Puts a new value in place; true when that made a difference.
pub fn changed<T: PartialEq>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) if value != *place => {
            *place = value;
            true
        }
        _ => false,
    }
}
