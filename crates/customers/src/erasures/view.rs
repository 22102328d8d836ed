//! An erasure as the API shows it.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::LegalHold;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::erasure::{Erasure, State};

/// A customer who was forgotten; nothing of it is the person's.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Erasure)]
pub struct ErasureView {
    pub id: Uuid,
    pub customer_id: CustomerId,
    pub state: State,
    pub asked_at: DateTime<Utc>,
    /// Who of the garage asked; null when the customer did.
    pub asked_by: Option<String>,
    /// The first day on which the documents may go; null where none are kept.
    pub due_on: Option<NaiveDate>,
    /// Whose law keeps them, ISO 3166 alpha-2, and for how many years.
    #[schema(example = "TN")]
    pub country: Option<String>,
    pub years: Option<i32>,
    /// How many are kept.
    pub documents: i64,
    pub done_at: Option<DateTime<Utc>>,
}

impl From<Erasure> for ErasureView {
    fn from(erasure: Erasure) -> Self {
        let Erasure { id, customer_id, state, asked_at, asked_by, due_on, country, years, documents, done_at } = erasure;
        Self { id, customer_id, state, asked_at, asked_by, due_on, country, years, documents, done_at }
    }
}

/// What an erasure would do, or did.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ErasureOutlook)]
pub struct Outlook {
    /// What must be settled first.
    pub open: Vec<Unsettled>,
    /// What a law has the garage keep, and until when.
    pub hold: Option<LegalHold>,
    /// Once they are erased.
    pub erasure: Option<ErasureView>,
}

/// Something under way.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Unsettled {
    /// `work_order`, `appointment`, `invoice` or `deposit`
    pub kind: String,
    /// What people call it: a number.
    pub label: String,
}

impl From<OpenRecord> for Unsettled {
    fn from(record: OpenRecord) -> Self {
        Self { kind: record.kind, label: record.label }
    }
}
