//! The role and its rules.

use std::collections::BTreeSet;

use contracts::identity::{self, CATALOGUE, ROLE_MANAGE, is_permission};
use kernel::{Actor, Amount, BasisPoints, FieldError, Limits, Problem, Rights, SiteId};
use serde::Serialize;

use crate::Error;

/// A bundle of permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// Known beforehand for the built-in ones, else a UUID.
    pub id: String,
    /// None for a built-in role that was not renamed.
    pub name: Option<String>,
    pub permissions: BTreeSet<String>,
    #[serde(flatten)]
    pub limits: Limits,
    pub built_in: bool,
    pub version: i64,
}

/// What to change of a role; what is left out stays.
#[derive(Clone, Debug, Default)]
#[expect(clippy::option_option, reason = "left out, without a limit and limited are three things")]
pub struct Changes {
    pub name: Option<String>,
    pub permissions: Option<BTreeSet<String>>,
    pub discount: Option<Option<BasisPoints>>,
    pub refund: Option<Option<Amount>>,
}

impl Changes {
    /// Beyond the name: what is held, or how far it reaches.
    fn reach_the_bundle(&self) -> bool {
        self.permissions.is_some() || self.discount.is_some() || self.refund.is_some()
    }
}

impl Role {
    /// As every garage begins with it.
    #[cfg(test)]
    pub fn built_in(role: identity::Role) -> Self {
        let Rights { permissions, limits } = role.rights();
        Self { id: role.id().into(), name: None, permissions, limits, built_in: true, version: 1 }
    }

    pub fn is_owner(&self) -> bool {
        self.id == identity::Role::Owner.id()
    }

    /// What the role really holds: everything for the owner.
    pub fn held(&self) -> Rights {
        if self.is_owner() {
            return identity::Role::Owner.rights();
        }
        Rights { permissions: self.permissions.clone(), limits: self.limits }
    }

    /// Changes name and bundle. The owner's bundle stays as it is: somebody must be able to mend the rest.
    pub fn update(&mut self, changes: Changes) -> Result<(), Error> {
        if self.is_owner() && changes.reach_the_bundle() {
            return Err(Error::OwnerRoleIsFixed);
        }
        if let Some(name) = changes.name {
            self.name = Some(name.trim().to_owned());
        }
        self.permissions = changes.permissions.unwrap_or_else(|| std::mem::take(&mut self.permissions));
        self.limits.discount = changes.discount.unwrap_or(self.limits.discount);
        self.limits.refund = changes.refund.unwrap_or(self.limits.refund);
        Ok(())
    }

    /// What `self` and `other` differ in, as rights that somebody must hold to turn one into the other.
    pub fn differing(&self, other: &Self) -> Rights {
        let permissions = self.permissions.symmetric_difference(&other.permissions).cloned().collect();
        Rights { permissions, limits: self.limits.differing(other.limits) }
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

/// Whether the actor may change bundles, and give these rights: they hold both at every site.
pub fn may_manage(actor: &Actor, sites: &[SiteId], given: &Rights) -> Result<(), Error> {
    for site in sites {
        if !actor.may(ROLE_MANAGE, *site) {
            return Err(Problem::forbidden(ROLE_MANAGE).into());
        }
        if !covers(actor, *site, given) {
            return Err(Error::MoreThanOwn);
        }
    }
    Ok(())
}

/// Whether the actor holds all of these rights at the site.
pub fn covers(actor: &Actor, site: SiteId, rights: &Rights) -> bool {
    let holds = |own: &Rights| rights.permissions.is_subset(&own.permissions) && rights.limits.is_within(own.limits);
    actor.is_system() || actor.sites.get(&site).is_some_and(|own| holds(own))
}

/// What a bundle reaches nowhere with: for those who hold nothing beside.
pub fn nothing() -> Rights {
    Rights { permissions: BTreeSet::new(), limits: Limits::NOTHING }
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
        assert!(owner.held().permissions.contains("role.manage"));
        let emptied = Changes { permissions: Some(BTreeSet::new()), ..Changes::default() };
        let limited = Changes { discount: Some(Limits::NOTHING.discount), ..Changes::default() };
        let frugal = Changes { refund: Some(Limits::NOTHING.refund), ..Changes::default() };
        for change in [emptied, limited, frugal] {
            assert!(matches!(owner.update(change), Err(Error::OwnerRoleIsFixed)));
        }
        assert!(owner.update(Changes { name: Some(" Patron ".into()), ..Changes::default() }).is_ok());
        assert_eq!(owner.name.as_deref(), Some("Patron"));
    }

    #[test]
    fn who_changes_a_limit_must_reach_as_far_as_the_further_of_both() {
        let before = Role::built_in(identity::Role::Advisor);
        let mut after = before.clone();
        assert_eq!(before.differing(&after), nothing());
        after.limits.discount = Some(BasisPoints(500));
        assert_eq!(before.differing(&after).limits, Limits { discount: before.limits.discount, ..Limits::NOTHING });
        after.limits = Limits::default();
        assert_eq!(before.differing(&after).limits, Limits::default());
    }

    #[test]
    fn permissions_that_are_not_there_are_pointed_at() {
        let problem = known_permissions(&["site.read".into(), "site.sell".into()], "/permissions").unwrap_err();
        assert_eq!(problem.errors[0].pointer, "/permissions/1");
    }
}
