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
    pub user_id: UserId,
    pub user_name: String,
    #[schema(value_type = Outcome)]
    pub outcome: String,
    pub address: String,
    /// What the browser or program called itself.
    pub agent: String,
    /// Who did it, when it was not the person themselves; else empty.
    pub by_name: String,
}
