//! Customers: the persons and businesses that own vehicles or pay.

use async_trait::async_trait;
use kernel::outbox::Event;
use kernel::{Permission, Problem, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

define_id!(
    /// A person or business that owns or pays.
    CustomerId
);

pub const CUSTOMER_READ: Permission = Permission("customer.read");
pub const CUSTOMER_WRITE: Permission = Permission("customer.write");
pub const CUSTOMER_ARCHIVE: Permission = Permission("customer.archive");
pub const CUSTOMER_IMPORT: Permission = Permission("customer.import");

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
}

#[async_trait]
pub trait Customers: Send + Sync {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem>;
    /// The customers with these telephone numbers (E.164) or external references; for imports.
    async fn find_by_keys(&self, keys: &[String]) -> Result<Vec<(String, CustomerId)>, Problem>;
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
