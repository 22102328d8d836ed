//! Passkeys as the API shows them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::Row;

/// One of the caller's passkeys.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Passkey)]
pub struct PasskeyView {
    pub id: Uuid,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
    /// `rename`, `remove`.
    pub actions: Vec<&'static str>,
}

impl From<Row> for PasskeyView {
    fn from(row: Row) -> Self {
        Self { id: row.id, name: row.name, created_at: row.created_at, last_used_at: row.last_used_at, actions: vec!["rename", "remove"] }
    }
}

/// A challenge for the browser.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyChallenge {
    /// Comes back with the answer, within five minutes.
    pub ceremony_id: Uuid,
    /// For `navigator.credentials.create` or `.get`, with bytes in base64url (`PublicKeyCredential.parse…OptionsFromJSON`).
    #[schema(value_type = Object)]
    pub options: Value,
}
