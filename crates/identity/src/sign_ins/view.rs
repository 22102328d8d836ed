//! An entry of the log as the API shows it.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use sea_orm::FromQueryResult;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::Outcome;

/// Something that happened to an account.
#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
#[schema(as = SignIn)]
pub struct SignInView {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// Null for a program.
    pub user_id: Option<UserId>,
    /// The program's key; null for a person.
    pub api_key_id: Option<Uuid>,
    /// What the person or the key is called.
    pub user_name: String,
    #[schema(value_type = Outcome)]
    pub outcome: String,
    pub address: String,
    /// What the browser or program called itself.
    pub agent: String,
    /// Who did it, when it was not the person themselves; else empty.
    pub by_name: String,
    /// What was refused: `POST /api/v1/work-orders/{id}/start`; else empty.
    pub operation: String,
    /// The code of the problem that refused it; else empty.
    pub code: String,
}
