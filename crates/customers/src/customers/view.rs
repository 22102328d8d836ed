//! A customer as the API shows them, and what this caller may do with them.

use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_ARCHIVE, CUSTOMER_WRITE, CustomerId};
use kernel::{Actor, Permission};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::customer::Customer;
use super::record::{Kind, Language};

/// A person or business that owns vehicles or pays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Customer)]
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
    pub address: Option<String>,
    pub notes: Option<String>,
    /// The customer's number in another system.
    pub external_ref: Option<String>,
    pub archived: bool,
    pub created_at: DateTime<Utc>,
    pub version: i64,
    /// `update`, `archive`, `restore`
    pub actions: Vec<String>,
}

impl CustomerView {
    pub fn new(customer: Customer, actor: &Actor) -> Self {
        Self {
            id: customer.id,
            kind: customer.kind,
            name: customer.name,
            phone: customer.phone_e164,
            phone_display: customer.phone_display,
            email: customer.email,
            language: customer.language,
            tax_id: customer.tax_id,
            address: customer.address,
            notes: customer.notes,
            external_ref: customer.external_ref,
            archived: customer.archived,
            created_at: customer.created_at,
            version: customer.version,
            actions: actions(customer.archived, actor),
        }
    }
}

fn actions(archived: bool, actor: &Actor) -> Vec<String> {
    let possible: &[(&str, Permission)] =
        if archived { &[("restore", CUSTOMER_ARCHIVE)] } else { &[("update", CUSTOMER_WRITE), ("archive", CUSTOMER_ARCHIVE)] };
    possible.iter().filter(|(_, permission)| actor.may_anywhere(*permission)).map(|(name, _)| (*name).to_owned()).collect()
}
