//! Roles as the API shows them.

use contracts::identity::ROLE_MANAGE;
use kernel::{Actor, Amount, BasisPoints, Rights, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::role::{Role, in_order};

/// A bundle of permissions.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Role)]
pub struct RoleView {
    /// `owner`, `manager`, `advisor`, `technician`, `parts`, `accountant`, `read_only`, `customer`, or a UUID.
    pub id: String,
    /// Null for a built-in role that was not renamed: call it by its id in the reader's language.
    pub name: Option<String>,
    /// In the catalogue's order.
    pub permissions: Vec<String>,
    /// The greatest discount its holders may give on a line; null is without a limit.
    pub max_discount: Option<BasisPoints>,
    /// The greatest refund its holders may hand out at once, in minor units of the site's currency; null is without a limit.
    pub max_refund: Option<Amount>,
    pub built_in: bool,
    /// How many people hold it.
    pub holders: i64,
    pub version: i64,
    /// `rename`, `update` (the permissions and limits), `delete`.
    pub actions: Vec<String>,
}

impl RoleView {
    pub fn new(role: Role, holders: i64, actor: &Actor, sites: &[SiteId]) -> Self {
        let may = sites.iter().all(|site| actor.may(ROLE_MANAGE, *site));
        let actions = [("rename", may), ("update", may && !role.is_owner()), ("delete", may && !role.built_in && holders == 0)];
        let Rights { permissions, limits } = role.held();
        Self {
            permissions: in_order(&permissions),
            max_discount: limits.discount,
            max_refund: limits.refund,
            id: role.id,
            name: role.name,
            built_in: role.built_in,
            holders,
            version: role.version,
            actions: actions.into_iter().filter(|(_, allowed)| *allowed).map(|(name, _)| name.to_owned()).collect(),
        }
    }
}

/// Permissions that stand together on the screen.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PermissionGroup)]
pub struct PermissionGroupView {
    /// `customers`, `work_orders`, …
    pub name: &'static str,
    pub permissions: Vec<PermissionView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Permission)]
pub struct PermissionView {
    /// `work_order.complete`
    pub name: &'static str,
    /// The caller holds it at every site, so they may put it into a role.
    pub may_give: bool,
}
