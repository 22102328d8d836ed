//! People as the API shows them.

use contracts::identity::{Role, UserId};
use kernel::SiteId;
use sea_orm::FromQueryResult;
use serde::Serialize;
use utoipa::ToSchema;

/// The caller.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Me {
    pub id: UserId,
    pub name: String,
    pub email: String,
    /// `fr`, `ar` or `en`.
    pub language: String,
    /// In order of their codes.
    pub sites: Vec<MySite>,
}

/// A site where the caller works, and what they may do there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MySite {
    pub id: SiteId,
    pub code: String,
    pub name: String,
    pub role: Role,
    pub permissions: Vec<&'static str>,
}

impl MySite {
    pub fn new(id: SiteId, code: String, name: String, role: Role) -> Self {
        Self { id, code, name, role, permissions: role.permissions().into_iter().map(|permission| permission.0).collect() }
    }
}

/// Someone who works at a site; once per site.
#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
#[schema(as = Staff)]
pub struct StaffView {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub site_id: SiteId,
}
