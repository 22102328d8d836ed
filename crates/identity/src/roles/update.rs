use std::sync::Arc;

use axum::extract::State;
use contracts::identity::RoleChanged;
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::text::filled_line;
use kernel::{Actor, Amount, BasisPoints, Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::role::{Changes, known_permissions, may_manage, nothing};
use super::store;
use super::view::RoleView;
use crate::rules::{amount, rate};
use crate::{Error, Identity, MODULE, sites, trail};

/// What to change of a role; what is left out stays.
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleChanges {
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: Option<String>,
    /// All that the role is to hold.
    #[garde(inner(length(max = 500)))]
    #[schema(max_items = 500)]
    pub permissions: Option<Vec<String>>,
    /// The greatest discount its holders may give on a line; null is without a limit.
    #[garde(inner(inner(custom(rate))))]
    #[serde(default, deserialize_with = "kernel::http::present")]
    #[schema(value_type = Option<BasisPoints>)]
    pub max_discount: Option<Option<BasisPoints>>,
    /// The greatest refund its holders may hand out at once, in minor units of the site's currency; null is without a limit.
    #[garde(inner(inner(custom(amount))))]
    #[serde(default, deserialize_with = "kernel::http::present")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub max_refund: Option<Option<Amount>>,
}

/// Renames a role, or changes what it holds and how far that reaches. It counts within five seconds for everybody who has it.
///
/// Permission: `role.manage` at every site, and everything that is added or taken away (`more-than-own`). The owner's role
/// always holds everything (`owner-role-is-fixed`).
#[utoipa::path(
    patch, path = "/roles/{role_id}", tag = "identity", operation_id = "update_role", security(("bearer" = [])),
    params(("role_id" = String, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = RoleChanges, responses((status = 200, body = RoleView))
)]
pub async fn update_role(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    read: IfMatch,
    Json(changes): Json<RoleChanges>,
) -> Result<Versioned<RoleView>, Error> {
    let view = update(&identity, &actor, &id, &read, changes).await?;
    Ok(Versioned(view.version, view))
}

async fn update(identity: &Identity, actor: &Actor, id: &str, read: &IfMatch, changes: RoleChanges) -> Result<RoleView, Error> {
    actor.session()?;
    let sites = sites::store::ids(identity.context.db.reader()).await?;
    may_manage(actor, &sites, &nothing())?;
    let permissions = changes.permissions.map(|names| known_permissions(&names, "/permissions")).transpose()?;
    let mut tx = identity.context.db.begin().await?;
    let mut role = store::find_locked(&tx, id).await?.ok_or_else(Problem::not_found)?;
    read.check(role.version)?;
    let before = role.clone();
    role.update(Changes { name: changes.name, permissions, discount: changes.max_discount, refund: changes.max_refund })?;
    may_manage(actor, &sites, &before.differing(&role))?;
    store::save(&tx, &role).await?;
    outbox::append(&mut tx, MODULE, &RoleChanged { role_id: role.id.clone() }, actor, identity.context.clock.as_ref()).await?;
    let holders = store::holders_of(&*tx, id).await?;
    trail::role(&tx, identity, actor, "role.update", (Some(&before), Some(&role))).await?;
    tx.commit().await?;
    role.version += 1;
    Ok(RoleView::new(role, holders, actor, &sites))
}
