//! Who may change whom: nobody gives, takes or ends more than they hold themselves.

use std::collections::BTreeSet;

use contracts::identity::USER_UPDATE;
use kernel::{Actor, Permission, Problem, SiteId, Tx};
use sea_orm::ConnectionTrait;

use super::store::Place;
use crate::{Error, roles, sites};

/// What a person holds: their role everywhere, and where they work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    pub everywhere: Option<String>,
    /// With a row for every site, also those that come from the role everywhere.
    pub places: Vec<Place>,
}

impl Roles {
    /// The role everywhere, with other roles at some sites, over the garage's sites.
    pub fn spread(everywhere: Option<String>, chosen: Vec<Place>, all: &[SiteId]) -> Self {
        let mut places = chosen;
        if let Some(role) = &everywhere {
            let rest: Vec<_> = all.iter().filter(|site| places.iter().all(|place| place.site_id != **site)).copied().collect();
            places.extend(rest.into_iter().map(|site_id| Place { site_id, role: role.clone() }));
        }
        places.sort_by_key(|place| place.site_id);
        Self { everywhere, places }
    }

    pub fn at(&self, site: SiteId) -> Option<&str> {
        self.places.iter().find(|place| place.site_id == site).map(|place| place.role.as_str())
    }
}

/// The facts that authority is judged by.
pub struct Authority<'a> {
    actor: &'a Actor,
    catalogue: Vec<roles::Role>,
    all_sites: Vec<SiteId>,
}

impl<'a> Authority<'a> {
    pub async fn of<C: ConnectionTrait>(conn: &C, actor: &'a Actor) -> Result<Self, Error> {
        let all_sites = sites::store::ids(conn).await?;
        Ok(Self { actor, catalogue: roles::store::all(conn).await?, all_sites })
    }

    pub fn all_sites(&self) -> &[SiteId] {
        &self.all_sites
    }

    /// Whether the actor holds everything at the site that the role holds.
    fn covers(&self, site: SiteId, role: &str) -> bool {
        let Some(role) = self.catalogue.iter().find(|known| known.id == role) else { return true };
        let held = role.held();
        held.permissions.is_empty() || roles::covers(self.actor, site, &held)
    }

    /// 422 when a role or a site is not there, or a site is named twice.
    pub fn check_known(&self, wanted: &Roles) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        for place in &wanted.places {
            if !self.all_sites.contains(&place.site_id) || !seen.insert(place.site_id) {
                return Err(Error::UnknownSite(place.site_id));
            }
        }
        let named = wanted.places.iter().map(|place| &place.role).chain(&wanted.everywhere);
        for role in named {
            if self.catalogue.iter().all(|known| known.id != *role) {
                return Err(Error::UnknownRole(role.clone()));
            }
        }
        Ok(())
    }

    /// Holds on to the roles until the transaction ends, so that none is deleted meanwhile.
    pub async fn hold(&self, tx: &Tx, wanted: &Roles) -> Result<(), Error> {
        let named: BTreeSet<_> = wanted.places.iter().map(|place| &place.role).chain(&wanted.everywhere).collect();
        for role in named {
            roles::store::find_locked(tx, role).await?.ok_or_else(|| Error::UnknownRole(role.clone()))?;
        }
        Ok(())
    }

    /// Whether the actor may turn `before` into `after`: at each site where something changes they hold `permission`, and
    /// everything that either role holds. A role everywhere counts at every site, and the sites to come.
    pub fn may_change(&self, permission: Permission, before: &Roles, after: &Roles) -> Result<(), Error> {
        if before.everywhere != after.everywhere {
            let lifted = before.everywhere.iter().chain(&after.everywhere);
            for role in lifted {
                for site in &self.all_sites {
                    self.actor.permit(permission, *site).map_err(|_| Problem::forbidden(permission))?;
                    self.covers(*site, role).then_some(()).ok_or(Error::MoreThanOwn)?;
                }
            }
        }
        for site in self.all_sites.iter().filter(|site| before.at(**site) != after.at(**site)) {
            self.actor.permit(permission, *site)?;
            for role in before.at(*site).iter().chain(&after.at(*site)) {
                self.covers(*site, role).then_some(()).ok_or(Error::MoreThanOwn)?;
            }
        }
        Ok(())
    }

    /// Whether the actor may end the person's access altogether: they could take away each of their roles.
    pub fn may_end(&self, held: &Roles) -> Result<(), Error> {
        if held.places.is_empty() {
            // A customer's account: whoever may change users everywhere.
            let everywhere = self.all_sites.iter().all(|site| self.actor.may(USER_UPDATE, *site));
            return if everywhere { Ok(()) } else { Err(Problem::forbidden(USER_UPDATE).into()) };
        }
        self.may_change(USER_UPDATE, held, &Roles::default())
    }

    /// Whether the actor may know of the person: they work at a site where the actor may see users, or nowhere at all and the
    /// actor may see users everywhere.
    pub fn sees(&self, permission: Permission, held: &Roles) -> bool {
        if held.places.is_empty() {
            return self.all_sites.iter().all(|site| self.actor.may(permission, *site));
        }
        held.places.iter().any(|place| self.actor.may(permission, place.site_id))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use contracts::identity::Role;
    use kernel::Via;
    use uuid::Uuid;

    use super::*;

    fn actor(held: &[(SiteId, Role)]) -> Actor {
        let sites: BTreeMap<_, _> = held.iter().map(|(site, role)| (*site, Arc::new(role.rights()))).collect();
        Actor { id: Uuid::now_v7(), name: "Hela".into(), via: Via::Session(Uuid::now_v7()), sites }
    }

    fn authority<'a>(actor: &'a Actor, sites: &[SiteId]) -> Authority<'a> {
        Authority { actor, catalogue: Role::ALL.into_iter().map(roles::Role::built_in).collect(), all_sites: sites.to_vec() }
    }

    fn at(site: SiteId, role: Role) -> Roles {
        Roles { everywhere: None, places: vec![Place { site_id: site, role: role.id().into() }] }
    }

    #[test]
    fn a_manager_gives_what_they_hold_and_no_ownership() {
        let site = SiteId::new();
        let manager = actor(&[(site, Role::Manager)]);
        let authority = authority(&manager, &[site]);
        let change = |before: &Roles, after: &Roles| authority.may_change(USER_UPDATE, before, after);
        assert!(change(&Roles::default(), &at(site, Role::Advisor)).is_ok());
        assert!(matches!(change(&Roles::default(), &at(site, Role::Owner)), Err(Error::MoreThanOwn)));
        assert!(matches!(change(&at(site, Role::Owner), &at(site, Role::Technician)), Err(Error::MoreThanOwn)));
        assert!(matches!(authority.may_end(&at(site, Role::Owner)), Err(Error::MoreThanOwn)));
        assert!(authority.may_end(&at(site, Role::Advisor)).is_ok());
    }

    #[test]
    fn an_owner_of_one_site_has_no_say_at_another() {
        let (here, there) = (SiteId::new(), SiteId::new());
        let owner = actor(&[(here, Role::Owner)]);
        let authority = authority(&owner, &[here, there]);
        assert!(authority.may_change(USER_UPDATE, &Roles::default(), &at(there, Role::Technician)).is_err());
        let everywhere = Roles::spread(Some("technician".into()), vec![], &[here, there]);
        assert!(authority.may_change(USER_UPDATE, &Roles::default(), &everywhere).is_err());
        assert!(authority.sees(USER_UPDATE, &at(here, Role::Owner)) && !authority.sees(USER_UPDATE, &at(there, Role::Owner)));
    }

    #[test]
    fn a_role_everywhere_yields_to_a_role_at_a_site() {
        let (one, two) = (SiteId::new(), SiteId::new());
        let roles = Roles::spread(Some("advisor".into()), vec![Place { site_id: two, role: "owner".into() }], &[one, two]);
        assert_eq!((roles.at(one), roles.at(two)), (Some("advisor"), Some("owner")));
    }
}
