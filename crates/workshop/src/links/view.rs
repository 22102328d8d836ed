//! A secret link as those see it who made it: without its secret.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::Model;

/// A link that a customer was given, and whether it was opened.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerLink)]
pub struct LinkView {
    pub id: Uuid,
    /// Sent with a message; otherwise handed over.
    pub by_message: bool,
    pub made_by: String,
    pub made_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub first_opened_at: Option<DateTime<Utc>>,
    pub last_opened_at: Option<DateTime<Utc>>,
    /// How often.
    pub opened: i64,
    /// Whom of the customer it was made for.
    #[serde(default)]
    pub contact: Option<String>,
}

/// A new link. Its address is shown here and never again.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NewCustomerLink)]
pub struct NewLinkView {
    /// Below the address of the web app.
    #[schema(example = "/i/…")]
    pub path: String,
    pub link: LinkView,
}

impl From<Model> for LinkView {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            by_message: row.by_message,
            made_by: row.made_by,
            made_at: row.made_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            first_opened_at: row.first_opened_at,
            last_opened_at: row.last_opened_at,
            opened: row.opened,
            contact: row.contact_name,
        }
    }
}
