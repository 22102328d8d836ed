//! Customers: the persons and businesses that own vehicles or pay.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::merging::Merge;
use kernel::outbox::Event;
use kernel::{Amount, Permission, Problem, define_id};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

define_id!(
    /// A person or business that owns or pays.
    CustomerId
);
define_id!(
    /// A certificate by which a customer buys without VAT.
    ExemptionId
);
define_id!(
    /// A word of the garage's own that is put on customers.
    TagId
);

pub const CUSTOMER_READ: Permission = Permission("customer.read");
pub const CUSTOMER_WRITE: Permission = Permission("customer.write");
pub const CUSTOMER_ARCHIVE: Permission = Permission("customer.archive");
pub const CUSTOMER_IMPORT: Permission = Permission("customer.import");
/// Take the list away as a file.
pub const CUSTOMER_EXPORT: Permission = Permission("customer.export");
/// Merge two customers, and undo it.
pub const CUSTOMER_MERGE: Permission = Permission("customer.merge");
/// Set and release a credit hold, and the credit limit.
pub const CUSTOMER_HOLD: Permission = Permission("customer.hold");
/// Keep certificates of exemption from VAT.
pub const CUSTOMER_EXEMPT: Permission = Permission("customer.exempt");

/// Hand out all that is kept of one person, at every site.
pub const CUSTOMER_EXPORT_SUBJECT: Permission = Permission("customer.export_subject");
/// Forget a person as far as the law lets it, and read what was forgotten.
pub const CUSTOMER_ERASE: Permission = Permission("customer.erase");

/// How somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Channel {
    Email,
    Sms,
    Whatsapp,
    Push,
    Phone,
}

/// What for: a message about their own visit, or an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Purpose {
    Service,
    Marketing,
}

/// What somebody would rather be written by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum WrittenBy {
    Email,
    Sms,
    Whatsapp,
}

/// What others show and print of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCard {
    pub id: CustomerId,
    pub name: String,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// `fr`, `ar` or `en`.
    pub language: String,
    pub address: Option<String>,
    pub tax_id: Option<String>,
    pub archived: bool,
    #[serde(default)]
    pub is_business: bool,
    /// Where electronic documents reach them: `0208:0123456749`.
    #[serde(default)]
    pub electronic_address: Option<String>,
    /// They want their orders on one invoice.
    #[serde(default)]
    pub invoices_together: bool,
    /// All their certificates.
    #[serde(default)]
    pub exemptions: Vec<Exemption>,
    /// Whom they have decide on work.
    #[serde(default)]
    pub approvers: Vec<Approver>,
    /// What they would rather be written by.
    #[serde(default)]
    pub prefers: Option<WrittenBy>,
}

/// Somebody who decides on work for a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approver {
    /// The contact.
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
    /// The customer's when none.
    pub language: Option<String>,
    /// What a whole order may cost that they approve, net, in minor units; without a limit when none.
    pub up_to: Option<Amount>,
}

impl CustomerCard {
    /// A person of whom no more is known than their name.
    pub fn named(id: CustomerId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            phone: None,
            email: None,
            language: "fr".into(),
            address: None,
            tax_id: None,
            archived: false,
            is_business: false,
            electronic_address: None,
            invoices_together: false,
            exemptions: vec![],
            approvers: vec![],
            prefers: None,
        }
    }

    /// The certificate by which they buy without VAT on a day: of several the one that holds longest.
    pub fn exempt_on(&self, day: NaiveDate) -> Option<&Exemption> {
        self.exemptions.iter().filter(|one| one.is_valid_on(day)).max_by_key(|one| (one.valid_until, one.id))
    }
}

/// A certificate by which a customer buys without VAT, as documents keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Exemption {
    pub id: ExemptionId,
    /// As the tax office wrote it.
    pub number: String,
    /// What it rests on, as documents print it.
    #[schema(example = "Suspension de TVA, art. 11 du code de la TVA")]
    pub reason: String,
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: NaiveDate,
}

impl Exemption {
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        (self.valid_from..=self.valid_until).contains(&day)
    }
}

#[async_trait]
pub trait Customers: Send + Sync {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem>;
    /// The customers with these telephone numbers (E.164) or external references; for imports.
    async fn find_by_keys(&self, keys: &[String]) -> Result<Vec<(String, CustomerId)>, Problem>;
}

/// Whom somebody means who writes to many, a page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceAsked {
    /// Of who was here, those whose last visit was before.
    pub not_since: Option<DateTime<Utc>>,
    pub tag: Option<TagId>,
    /// Nobody else.
    pub among: Option<Vec<CustomerId>>,
    pub after: Option<CustomerId>,
    pub limit: u64,
}

/// Who is meant.
#[async_trait]
pub trait Audiences: Send + Sync {
    /// By their ids; without who is archived or part of another.
    async fn audience(&self, asked: &AudienceAsked) -> Result<Vec<CustomerId>, Problem>;
}

/// A customer as somebody sees it who watches over its vehicles with an account of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fleet {
    pub id: CustomerId,
    pub name: String,
    /// What was invoiced in the month asked for, by currency.
    pub spent: Vec<Spent>,
}

/// Gross, in minor units of the currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Spent {
    #[schema(example = "TND")]
    pub currency: String,
    pub amount: Amount,
}

/// Whose vehicles a person may watch over.
#[async_trait]
pub trait Fleets: Send + Sync {
    /// The customers that have a contact with this e-mail address who may see the fleet. `month` is a `2026-11`.
    async fn of_person(&self, email: &str, month: &str) -> Result<Vec<Fleet>, Problem>;
}

/// What stands against more work on credit for a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditStanding {
    /// Why somebody put them on hold.
    pub hold: Option<String>,
    /// Of who has a limit.
    pub credit: Option<CreditUse>,
    /// They pay only what names their own order number.
    #[serde(default)]
    pub po_required: bool,
}

/// What is used of a limit, in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditUse {
    /// What is due, less what they paid ahead; zero where that is more.
    pub used: Amount,
    pub limit: Amount,
    /// ISO 4217.
    pub currency: String,
    /// The limit is reached.
    pub used_up: bool,
}

/// Whether customers may have more work on credit.
#[async_trait]
pub trait Credit: Send + Sync {
    /// An answer to each, in their order. Nothing stands against whom nobody knows.
    async fn credit_of(&self, customers: &[CustomerId]) -> Result<Vec<CreditStanding>, Problem>;
}

/// Whether customers may be written to or called.
#[async_trait]
pub trait Consents: Send + Sync {
    /// An answer to each question, in their order. Nobody may be reached whom nobody knows.
    async fn may_contact(&self, asked: &[(CustomerId, Channel, Purpose)]) -> Result<Vec<bool>, Problem>;
}

/// A customer was created, changed, archived or restored; carries what others keep as labels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerSaved {
    pub id: CustomerId,
    pub name: String,
    pub phone: Option<String>,
}

impl Event for CustomerSaved {
    const KIND: &'static str = "customer.saved";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// What a customer owes, or when they were here last, is another: screens read it again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerStandingChanged {
    pub id: CustomerId,
}

impl Event for CustomerStandingChanged {
    const KIND: &'static str = "customer.standing_changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// A tag was made, renamed, retired, taken up again or deleted: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerTagChanged {
    pub id: TagId,
}

impl Event for CustomerTagChanged {
    const KIND: &'static str = "customer_tag.changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// Two customers are one. Carries the labels of both, and the merge's id: who re-points rows keeps under it what was moved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerMerged {
    pub merge_id: Uuid,
    /// When they were merged.
    pub at: DateTime<Utc>,
    pub from: CustomerSaved,
    pub into: CustomerSaved,
}

impl CustomerMerged {
    pub fn merge(&self) -> Merge {
        Merge { id: self.merge_id, from: self.from.id.0, into: self.into.id.0 }
    }
}

impl Event for CustomerMerged {
    const KIND: &'static str = "customer.merged";
    fn aggregate(&self) -> Uuid {
        self.into.id.0
    }
}

/// They were not one after all: what the merge moved goes back, what was made since stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerUnmerged(pub CustomerMerged);

impl Event for CustomerUnmerged {
    const KIND: &'static str = "customer.unmerged";
    fn aggregate(&self) -> Uuid {
        self.0.into.id.0
    }
}
