//! The role and its rules.

use std::collections::BTreeSet;

use contracts::identity::{self, CATALOGUE, ROLE_MANAGE, is_permission};
use kernel::{Actor, FieldError, Problem, SiteId};
use serde::Serialize;

use crate::{Error, access};

/// A bundle of permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// Known beforehand for the built-in ones, else a UUID.
    pub id: String,
    /// None for a built-in role that was not renamed.
    pub name: Option<String>,
    pub permissions: BTreeSet<String>,
    pub built_in: bool,
    pub version: i64,
}

impl Role {
    /// As every garage begins with it.
    #[cfg(test)]
    pub fn built_in(role: identity::Role) -> Self {
        let permissions = role.permissions().into_iter().map(|permission| permission.0.to_owned()).collect();
        Self { id: role.id().into(), name: None, permissions, built_in: true, version: 1 }
    }

    pub fn is_owner(&self) -> bool {
        self.id == identity::Role::Owner.id()
    }

    /// What the role really holds: everything for the owner.
    pub fn held(&self) -> BTreeSet<String> {
        if self.is_owner() { access::held(&self.id, None).iter().cloned().collect() } else { self.permissions.clone() }
    }

    /// Changes name and permissions; what is left out stays. The owner's bundle stays as it is: somebody must be able to mend
    /// the rest.
    pub fn update(&mut self, name: Option<String>, permissions: Option<BTreeSet<String>>) -> Result<(), Error> {
        if self.is_owner() && permissions.is_some() {
            return Err(Error::OwnerRoleIsFixed);
        }
        if let Some(name) = name {
            self.name = Some(name.trim().to_owned());
        }
        if let Some(permissions) = permissions {
            self.permissions = permissions;
        }
        Ok(())
    }
}

/// 422 for a permission that is not in the catalogue; `pointer` is the list's.
pub fn known_permissions(names: &[String], pointer: &str) -> Result<BTreeSet<String>, Problem> {
    let unknown: Vec<_> = names.iter().enumerate().filter(|(_, name)| !is_permission(name)).collect();
    if unknown.is_empty() {
        return Ok(names.iter().cloned().collect());
    }
    let error = |(place, name): (usize, &String)| {
        FieldError::new(format!("{pointer}/{place}"), "unknown-permission", format!("{name} is not a permission"))
    };
    Err(Problem::fields(unknown.into_iter().map(error).collect()))
}

/// Whether the actor may change bundles, and give these permissions: they hold both at every site.
pub fn may_manage(actor: &Actor, sites: &[SiteId], given: &BTreeSet<String>) -> Result<(), Error> {
    for site in sites {
        if !actor.may(ROLE_MANAGE, *site) {
            return Err(Problem::forbidden(ROLE_MANAGE).into());
        }
        let is_more = actor.sites.get(site).is_none_or(|held| !given.is_subset(held));
        if is_more && !actor.is_system() {
            return Err(Error::MoreThanOwn);
        }
    }
    Ok(())
}

/// The catalogue's order, for screens.
pub fn in_order(permissions: &BTreeSet<String>) -> Vec<String> {
    let all = CATALOGUE.iter().flat_map(|group| group.permissions);
    all.filter(|permission| permissions.contains(permission.0)).map(|permission| permission.0.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owners_bundle_holds_everything_and_stays() {
        let mut owner = Role { permissions: BTreeSet::new(), ..Role::built_in(identity::Role::Owner) };
        assert!(owner.held().contains("role.manage"));
        assert!(matches!(owner.update(None, Some(BTreeSet::new())), Err(Error::OwnerRoleIsFixed)));
        assert!(owner.update(Some(" Patron ".into()), None).is_ok());
        assert_eq!(owner.name.as_deref(), Some("Patron"));
    }

    #[test]
    fn permissions_that_are_not_there_are_pointed_at() {
        let problem = known_permissions(&["site.read".into(), "site.sell".into()], "/permissions").unwrap_err();
        assert_eq!(problem.errors[0].pointer, "/permissions/1");
    }
}
