//! What the audit trail is told of accounts. Signing in and what belongs to it is in the log of sign-ins instead.

use kernel::audit::{self, Change};
use kernel::{Actor, SiteId, Tx};
use sea_orm::DbErr;
use serde::Serialize;
use uuid::Uuid;

use crate::roles::Role;
use crate::users::UserView;
use crate::{Identity, MODULE};

/// A state before (none: it is new) and after (none: it is gone).
pub type States<'a, T> = (Option<&'a T>, Option<&'a T>);

pub async fn record<T: Serialize>(
    tx: &Tx,
    identity: &Identity,
    actor: &Actor,
    change: Change<'_>,
    states: States<'_, T>,
) -> Result<(), DbErr> {
    audit::record(tx, MODULE, change, states, actor, identity.context.clock.as_ref()).await
}

/// A person's entry belongs to the first site where they work; who works everywhere is the group's.
pub async fn user(tx: &Tx, identity: &Identity, actor: &Actor, action: &str, states: States<'_, UserView>) -> Result<(), DbErr> {
    let Some(user) = states.1.or(states.0) else { return Ok(()) };
    let site = if user.everywhere_role.is_some() { None } else { user.sites.first().map(|place| place.site_id) };
    record(tx, identity, actor, Change { action, entity: "user", id: user.id.0, label: &user.name, site }, states).await
}

pub async fn role(tx: &Tx, identity: &Identity, actor: &Actor, action: &str, states: States<'_, Role>) -> Result<(), DbErr> {
    let Some(role) = states.1.or(states.0) else { return Ok(()) };
    // The roles that every garage begins with are named, not numbered.
    let id = Uuid::try_parse(&role.id).unwrap_or_default();
    let label = role.name.as_deref().unwrap_or(&role.id);
    record(tx, identity, actor, Change { action, entity: "role", id, label, site: None }, states).await
}

/// A site's own, a key's or a device's entry.
pub fn of<'a>(action: &'a str, entity: &'a str, id: Uuid, label: &'a str, site: Option<SiteId>) -> Change<'a> {
    Change { action, entity, id, label, site }
}
