//! One search box over every module: each answers for its own records.

use async_trait::async_trait;
use kernel::search::Query;
use kernel::{Actor, Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A found record, ready to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SearchHit {
    pub id: Uuid,
    pub title: String,
    pub subtitle: String,
    /// The state of a work order or an invoice.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub state: Option<String>,
    /// What an invoice comes to, in minor units of `currency`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub currency: Option<String>,
    /// The customer a vehicle belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub owner_id: Option<Uuid>,
    /// What the customer, or a vehicle's owner, owes, in minor units of `currency`; left out for who may not see invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub due: Option<Amount>,
    /// What was offered for a vehicle and not done, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub deferred: Vec<String>,
    /// Found by a word spelt nearly as typed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub near: bool,
}

impl SearchHit {
    pub fn new(id: Uuid, title: String, subtitle: String) -> Self {
        Self { id, title, subtitle, state: None, total: None, currency: None, owner_id: None, due: None, deferred: vec![], near: false }
    }
}

/// What a customer owes in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub customer_id: Uuid,
    pub due: Amount,
    /// None for nothing.
    pub currency: Option<String>,
}

/// A job that was offered for a vehicle and not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    pub vehicle_id: Uuid,
    pub title: String,
}

#[async_trait]
pub trait Searchable: Send + Sync {
    /// The best `limit` records that the actor may see; nothing when the actor lacks the permission.
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem>;

    /// What each of these customers owes at the sites whose invoices the actor may see. Nothing, not even zero, for who may see none,
    /// and from modules that know nothing of it.
    async fn due_of(&self, _actor: &Actor, _customers: &[Uuid]) -> Result<Vec<Due>, Problem> {
        Ok(vec![])
    }

    /// What was offered for these vehicles and not done, the newest first, of the sites that the actor may see. Nothing from modules that
    /// know nothing of it.
    async fn undone_of(&self, _actor: &Actor, _vehicles: &[Uuid]) -> Result<Vec<Undone>, Problem> {
        Ok(vec![])
    }
}
