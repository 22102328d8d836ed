//! A customer as the API shows them, and what this caller may do with them.

use chrono::{DateTime, Utc};
use contracts::billing::INVOICE_READ;
use contracts::customers::{CUSTOMER_ARCHIVE, CUSTOMER_HOLD, CUSTOMER_MERGE, CUSTOMER_WRITE, CustomerId, TagId, WrittenBy};
use contracts::workshop::LeadSource;
use kernel::{Actor, Amount, Permission};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::customer::Customer;
use super::record::{Kind, Language};
use crate::standing::Money;

/// A person or business that owns vehicles or pays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Customer)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of a customer")]
pub struct CustomerView {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    /// E.164.
    pub phone: Option<String>,
    /// As people write it.
    pub phone_display: Option<String>,
    pub email: Option<String>,
    pub language: Language,
    pub tax_id: Option<String>,
    /// Where electronic documents reach them.
    #[schema(example = "0208:0123456749")]
    pub electronic_address: Option<String>,
    /// What they would rather be written by; what a message fits best when null.
    pub prefers: Option<WrittenBy>,
    pub address: Option<String>,
    pub notes: Option<String>,
    /// The customer's number in another system.
    pub external_ref: Option<String>,
    /// They pay only what names their own order number: work of theirs begins with one.
    pub po_required: bool,
    /// They want their orders on one invoice.
    pub invoices_together: bool,
    pub archived: bool,
    /// When they were forgotten; nothing is changed of them any more.
    pub erased_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// What is due by currency, over all sites; empty for who may read no invoices.
    pub balances: Vec<Money>,
    /// Why they are on credit hold.
    pub hold: Option<Hold>,
    pub credit_limit: Option<Money>,
    /// What is due in the limit's currency over all sites, less what they paid ahead, in minor units; null without a limit.
    pub credit_used: Option<Amount>,
    /// The credit limit is reached: work of theirs begins only when somebody lets it.
    pub over_limit: bool,
    /// Appointments they did not come to.
    pub no_shows: i64,
    /// When work on a vehicle of theirs was completed last.
    pub last_visit_at: Option<DateTime<Utc>>,
    /// How the first visit came about of which it was asked, and the last.
    pub first_source: Option<LeadSource>,
    pub last_source: Option<LeadSource>,
    /// Of `GET /customer-tags`.
    pub tags: Vec<TagId>,
    pub version: i64,
    /// `update`, `archive`, `restore`, `merge`, `hold`, `release`, `set_credit_limit`
    pub actions: Vec<String>,
}

/// A credit hold: everybody is warned, and work of theirs begins only when somebody lets it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CreditHold)]
pub struct Hold {
    pub reason: String,
    pub by: String,
    pub since: DateTime<Utc>,
}

impl CustomerView {
    pub fn new(customer: Customer, actor: &Actor) -> Self {
        let sees_money = actor.may_anywhere(INVOICE_READ);
        let credit = customer.credit_use().filter(|_| sees_money);
        Self {
            balances: if sees_money { customer.balances() } else { vec![] },
            credit_limit: customer.credit().filter(|_| sees_money),
            credit_used: credit.as_ref().map(|credit| credit.used),
            over_limit: credit.is_some_and(|credit| credit.used_up),
            actions: actions(&customer, actor),
            hold: hold(&customer),
            tags: customer.tags(),
            first_source: customer.first_source,
            last_source: customer.last_source,
            no_shows: customer.no_shows,
            last_visit_at: customer.last_visit_at(),
            id: customer.id,
            kind: customer.kind,
            name: customer.name,
            phone: customer.phone_e164,
            phone_display: customer.phone_display,
            email: customer.email,
            language: customer.language,
            tax_id: customer.tax_id,
            electronic_address: customer.electronic_address,
            prefers: customer.prefers,
            address: customer.address,
            notes: customer.notes,
            external_ref: customer.external_ref,
            po_required: customer.po_required,
            invoices_together: customer.invoices_together,
            archived: customer.archived,
            erased_at: customer.erased_at,
            created_at: customer.created_at,
            version: customer.version,
        }
    }
}

fn hold(customer: &Customer) -> Option<Hold> {
    Some(Hold { reason: customer.hold_reason.clone()?, by: customer.held_by.clone()?, since: customer.held_at? })
}

fn actions(customer: &Customer, actor: &Actor) -> Vec<String> {
    let mut possible: Vec<(&str, Permission)> = if customer.erased_at.is_some() {
        return vec![];
    } else if customer.archived {
        vec![("restore", CUSTOMER_ARCHIVE)]
    } else {
        vec![
            ("update", CUSTOMER_WRITE),
            ("archive", CUSTOMER_ARCHIVE),
            ("merge", CUSTOMER_MERGE),
            ("hold", CUSTOMER_HOLD),
            ("set_credit_limit", CUSTOMER_HOLD),
        ]
    };
    if customer.hold_reason.is_some() {
        possible.push(("release", CUSTOMER_HOLD));
    }
    possible.iter().filter(|(_, permission)| actor.may_anywhere(*permission)).map(|(name, _)| (*name).to_owned()).collect()
}
