//! API keys as the API shows them.

use chrono::{DateTime, Utc};
use contracts::identity::API_KEY_MANAGE;
use kernel::{Actor, Amount, BasisPoints, SiteId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::key::ApiKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApiKeyState {
    Active,
    Expired,
    Revoked,
}

/// A program's key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApiKey)]
pub struct ApiKeyView {
    pub id: Uuid,
    pub name: String,
    /// How the key begins.
    pub prefix: String,
    pub state: ApiKeyState,
    pub permissions: Vec<String>,
    /// The greatest discount it may give on a line, which is its maker's; null is without a limit.
    pub max_discount: Option<BasisPoints>,
    /// The greatest refund it may hand out at once, in minor units, which is its maker's; null is without a limit.
    pub max_refund: Option<Amount>,
    pub sites: Vec<SiteId>,
    /// Who made it.
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    /// Null: it works until it is revoked.
    pub expires_at: Option<DateTime<Utc>>,
    /// To about a minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// `revoke`.
    pub actions: Vec<&'static str>,
}

/// A key that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewApiKeyView {
    /// For the `Authorization: Bearer` header; shown this once.
    pub secret: String,
    pub api_key: ApiKeyView,
}

impl ApiKeyView {
    pub fn new(key: ApiKey, actor: &Actor, now: DateTime<Utc>) -> Self {
        let state = match (key.revoked_at.is_some(), key.is_good(now)) {
            (true, _) => ApiKeyState::Revoked,
            (false, true) => ApiKeyState::Active,
            (false, false) => ApiKeyState::Expired,
        };
        Self {
            state,
            actions: if state != ApiKeyState::Revoked && manages(actor, &key) { vec!["revoke"] } else { vec![] },
            id: key.id,
            name: key.name,
            prefix: key.prefix,
            permissions: key.permissions.into_iter().collect(),
            max_discount: key.limits.discount,
            max_refund: key.limits.refund,
            sites: key.sites.into_iter().collect(),
            created_by: key.created_by,
            created_at: key.created_at,
            expires_at: key.expires_at,
            last_used_at: key.last_used_at,
        }
    }
}

/// Whether the actor may see and end the key: they manage keys at one of its sites. To end one must never be hard.
pub fn manages(actor: &Actor, key: &ApiKey) -> bool {
    key.sites.iter().any(|site| actor.may(API_KEY_MANAGE, *site))
}
