//! Who acts, and what they may do where. Default deny: a permission is held at a site or not at all.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Limits, Problem, Rights, SiteId};

/// An action-level permission such as `work_order.complete`. The modules' contracts declare them as constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission(pub &'static str);

/// How the caller proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Not over the network.
    System,
    /// A person's own session.
    Session(Uuid),
    /// A session opened by a PIN on a shared device: it stays away from the account itself.
    Pin(Uuid),
    /// A program; the actor's id is the key's.
    ApiKey,
}

/// The person or program behind a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub id: Uuid,
    pub name: String,
    pub via: Via,
    /// Rights by site; a site that is missing does not exist for this actor.
    pub sites: BTreeMap<SiteId, Arc<Rights>>,
}

impl Actor {
    /// ECAR itself: listeners, tasks and imports from the command line. It passes every check.
    pub fn system() -> Self {
        Self { id: Uuid::nil(), name: "ECAR".into(), via: Via::System, sites: BTreeMap::new() }
    }

    pub fn is_system(&self) -> bool {
        self.id.is_nil()
    }

    pub fn may(&self, permission: Permission, site: SiteId) -> bool {
        self.is_system() || self.sites.get(&site).is_some_and(|held| held.permissions.contains(permission.0))
    }

    pub fn may_anywhere(&self, permission: Permission) -> bool {
        self.is_system() || self.sites.values().any(|held| held.permissions.contains(permission.0))
    }

    pub fn sees(&self, site: SiteId) -> bool {
        self.is_system() || self.sites.contains_key(&site)
    }

    /// How far the actor's permissions reach at the site.
    pub fn limits(&self, site: SiteId) -> Limits {
        if self.is_system() {
            return Limits::default();
        }
        self.sites.get(&site).map_or(Limits::NOTHING, |held| held.limits)
    }

    /// Whether there is a site where the actor may do anything: a customer with an account has none.
    pub fn works_here(&self) -> bool {
        self.is_system() || !self.sites.is_empty()
    }

    /// For rows of a site: another site's rows do not exist (404), a missing permission is 403.
    pub fn permit(&self, permission: Permission, site: SiteId) -> Result<(), Problem> {
        match (self.sees(site), self.may(permission, site)) {
            (false, _) => Err(Problem::hidden()),
            (true, false) => Err(Problem::forbidden(permission)),
            (true, true) => Ok(()),
        }
    }

    /// For what the group shares (customers, vehicles, the catalogue): held at any site.
    pub fn permit_anywhere(&self, permission: Permission) -> Result<(), Problem> {
        if self.may_anywhere(permission) { Ok(()) } else { Err(Problem::forbidden(permission)) }
    }

    /// The person's own session, for what concerns their account: a shared device and a program have none (403).
    pub fn session(&self) -> Result<Uuid, Problem> {
        match self.via {
            Via::Session(session) => Ok(session),
            _ => Err(Problem::new(StatusCode::FORBIDDEN, "session-needed", "Sign in yourself to do this")),
        }
    }

    /// For what only people have, on a shared device too: 403 for a program.
    pub fn person(&self) -> Result<(), Problem> {
        match self.via {
            Via::ApiKey | Via::System => Err(Problem::new(StatusCode::FORBIDDEN, "person-needed", "This is about people, not programs")),
            Via::Session(_) | Via::Pin(_) => Ok(()),
        }
    }

    /// The sites a list may show: the one asked for, or all where the permission is held.
    /// `None` means every site (ECAR itself).
    pub fn visible_sites(&self, asked: Option<SiteId>, permission: Permission) -> Result<Option<Vec<SiteId>>, Problem> {
        if let Some(site) = asked {
            return self.permit(permission, site).map(|()| Some(vec![site]));
        }
        if self.is_system() {
            return Ok(None);
        }
        self.permit_anywhere(permission)?;
        Ok(Some(self.sites.keys().copied().filter(|site| self.may(permission, *site)).collect()))
    }

    /// Keeps the names of the actions whose permission is held at the site.
    pub fn allowed(&self, site: SiteId, actions: &[(&'static str, Permission)]) -> Vec<&'static str> {
        actions.iter().filter(|(_, permission)| self.may(*permission, site)).map(|(name, _)| *name).collect()
    }
}

/// Something that an actor asked for and may not do. It holds no data of the request but its kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refusal {
    pub actor: Arc<Actor>,
    /// `POST /api/v1/work-orders/{id}/start`
    pub operation: String,
    /// The problem's code: `forbidden`, or `not-found` for what is another site's.
    pub code: String,
    pub address: IpAddr,
    /// What the browser or program calls itself.
    pub agent: String,
}

/// Turns a bearer token into an actor; identity implements it, tests use a fake.
#[async_trait]
pub trait Authenticator: Send + Sync {
    /// The actor, or a 401 problem that says why not.
    async fn authenticate(&self, bearer: &str) -> Result<Arc<Actor>, Problem>;

    /// Hears what an actor was refused.
    async fn refused(&self, _: Refusal) {}
}
