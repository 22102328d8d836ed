//! An entry as the API shows it.

use chrono::{DateTime, Utc};
use contracts::customers::CUSTOMER_WRITE;
use kernel::{Actor, Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::entry::{Entry, Kind};

/// Something that happened with a customer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TimelineEntry {
    pub id: Uuid,
    pub kind: Kind,
    /// Of a visit `opened`, `completed`, `reopened`, `cancelled`; `issued`; `paid`, `refunded`; of an appointment `requested`, `confirmed`,
    /// `rescheduled`, `cancelled`, `no_show`; of a message `sent`, `failed`, `skipped`; `granted`, `refused`; `merged`, `unmerged`; by hand
    /// `call`, `complaint`, `remark`.
    pub action: String,
    pub at: DateTime<Utc>,
    pub site_id: Option<SiteId>,
    /// The work order, invoice, appointment, message or other customer; of a payment its invoice.
    pub record_id: Option<Uuid>,
    /// Its number or name, a message's subject; of a consent the channel and purpose: `sms.marketing`.
    pub label: Option<String>,
    pub amount: Option<Amount>,
    pub currency: Option<String>,
    /// When an appointment is.
    pub due_at: Option<DateTime<Utc>>,
    pub text: Option<String>,
    pub by: String,
    /// It was wrong.
    pub struck_at: Option<DateTime<Utc>>,
    pub struck_by: Option<String>,
    /// `strike`
    pub actions: Vec<String>,
}

impl TimelineEntry {
    pub fn new(entry: Entry, actor: &Actor) -> Self {
        let may_strike = entry.kind == Kind::Note && entry.struck_at.is_none() && actor.may_anywhere(CUSTOMER_WRITE);
        Self {
            id: entry.id,
            kind: entry.kind,
            action: entry.action,
            at: entry.at,
            site_id: entry.site_id,
            record_id: entry.record_id,
            label: entry.label,
            amount: entry.amount,
            currency: entry.currency,
            due_at: entry.due_at,
            text: entry.text,
            by: entry.by_name,
            struck_at: entry.struck_at,
            struck_by: entry.struck_by,
            actions: may_strike.then(|| "strike".to_owned()).into_iter().collect(),
        }
    }
}
