//! What the garage keeps of one person, in every module: to hand it out, and to forget it.

use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::Problem;
use kernel::outbox::Event;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customers::CustomerId;
use crate::identity::{OpenRecord, UserId};

/// Rows of one kind that are about a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectPart {
    #[schema(example = "invoices")]
    pub name: String,
    /// As they are kept, each an object by its columns; amounts are in minor units.
    #[schema(value_type = Vec<Object>)]
    pub rows: Vec<serde_json::Value>,
}

/// What a law has the garage keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LegalHold {
    /// The first day on which it may go.
    pub until: NaiveDate,
    /// Whose law, ISO 3166 alpha-2.
    #[schema(example = "TN")]
    pub country: String,
    pub years: i32,
    /// When the last document was issued.
    pub last_on: NaiveDate,
    pub documents: i64,
}

/// What a module keeps of customers. Customers asks it of the modules that keep something, which it does not know: the program hands them
/// over. The ids are of one person: the customer, and those who became part of them.
#[async_trait]
pub trait SubjectData: Send + Sync {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem>;

    /// What is under way and must be settled before anything may be forgotten.
    async fn unsettled(&self, _ids: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        Ok(vec![])
    }

    /// What must be kept; none when nothing must.
    async fn legal_hold(&self, _ids: &[CustomerId]) -> Result<Option<LegalHold>, Problem> {
        Ok(None)
    }
}

/// A customer is to be forgotten. Told twice where documents are kept: at once, and on the day on which they may go. Nothing in it is
/// about the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerErased {
    pub id: CustomerId,
    /// The customer, and those who became part of them.
    pub ids: Vec<CustomerId>,
    /// What stands in the place of a name.
    pub word: String,
    /// Accounts that signed in with an address of theirs.
    pub accounts: Vec<UserId>,
    /// Documents that a law had the garage keep go too.
    pub with_documents: bool,
}

/// What [`RecordsUnnamed`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    Appointment,
    WorkOrder,
    Invoice,
    CreditNote,
}

/// Records of an erased customer. Whoever keeps a copy of the name beside them writes the word instead, at once: what a law has the garage keep are
/// the documents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordsUnnamed {
    pub of: RecordKind,
    pub records: Vec<Uuid>,
    pub word: String,
    /// The customer, and those who became part of them.
    pub customers: Vec<CustomerId>,
}

impl Event for RecordsUnnamed {
    const KIND: &'static str = "records.unnamed";
    fn aggregate(&self) -> Uuid {
        self.customers.first().map_or_else(Uuid::nil, |customer| customer.0)
    }
}

impl CustomerErased {
    /// What a module tells of its records.
    pub fn unnamed(&self, of: RecordKind, records: Vec<Uuid>) -> RecordsUnnamed {
        RecordsUnnamed { of, records, word: self.word.clone(), customers: self.ids.clone() }
    }

    /// Whose texts are replaced wherever they stand.
    pub fn people(&self) -> Vec<Uuid> {
        self.ids.iter().map(|id| id.0).collect()
    }
}

impl Event for CustomerErased {
    const KIND: &'static str = "customer.erased";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}
