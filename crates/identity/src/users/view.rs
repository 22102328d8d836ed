//! People as the API shows them.

use chrono::{DateTime, Utc};
use contracts::identity::{USER_UPDATE, UserId};
use kernel::{Actor, Amount, BasisPoints, SiteId};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::authority::{Authority, Roles};
use super::store::{Place, UserRow};
use super::user::Language;

/// The caller.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Me {
    pub id: UserId,
    pub name: String,
    /// None: they sign in with the user name, and messages to them go nowhere.
    pub email: Option<String>,
    /// What they may sign in with in place of the address; small letters.
    pub user_name: Option<String>,
    #[schema(value_type = Language)]
    pub language: String,
    /// Owner of every site there is and will be.
    pub superuser: bool,
    /// Signs in with a password; else with a passkey or an outside provider.
    pub has_password: bool,
    /// Can come to a shared device with a PIN.
    pub has_pin: bool,
    /// In order of their codes.
    pub sites: Vec<MySite>,
}

impl Me {
    /// Only what the caller may do right now: a PIN opens less than a password.
    #[must_use]
    pub fn limited_to(mut self, actor: &Actor) -> Self {
        self.sites.retain(|site| actor.sees(site.id));
        for site in &mut self.sites {
            site.permissions = actor.sites.get(&site.id).map(|held| held.permissions.iter().cloned().collect()).unwrap_or_default();
            let limits = actor.limits(site.id);
            (site.max_discount, site.max_refund) = (limits.discount, limits.refund);
        }
        self.superuser &= actor.session().is_ok();
        self
    }
}

/// A site where the caller works, and what they may do there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MySite {
    pub id: SiteId,
    pub code: String,
    pub name: String,
    /// Id of the role: `owner`, `advisor`, … or the UUID of one of the garage's own.
    pub role: String,
    /// Nothing new begins there.
    pub closed: bool,
    pub permissions: Vec<String>,
    /// The greatest discount the caller may give on a line; null is without a limit.
    pub max_discount: Option<BasisPoints>,
    /// The greatest refund the caller may hand out at once, in minor units; null is without a limit.
    pub max_refund: Option<Amount>,
}

/// Someone who works at a site; once per site.
#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
#[schema(as = Staff)]
pub struct StaffView {
    pub id: UserId,
    pub name: String,
    pub email: Option<String>,
    /// Id of the role.
    pub role: String,
    pub site_id: SiteId,
}

/// Whether somebody can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// The invitation was not accepted yet.
    Invited,
    Active,
    Disabled,
}

/// A person's account.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub struct UserView {
    pub id: UserId,
    pub name: String,
    /// None: they sign in with the user name, and messages to them go nowhere.
    pub email: Option<String>,
    /// What they may sign in with in place of the address; small letters.
    pub user_name: Option<String>,
    #[schema(value_type = Language)]
    pub language: String,
    pub state: UserState,
    /// Id of the role at every site where `sites` names no other, also at those opened later.
    pub everywhere_role: Option<String>,
    pub superuser: bool,
    /// At the sites where the caller may see users.
    pub sites: Vec<Place>,
    /// Signs in with a code as well.
    pub second_factor: bool,
    pub created_at: DateTime<Utc>,
    /// When a session was last renewed, to about a quarter of an hour.
    pub last_seen_at: Option<DateTime<Utc>>,
    pub version: i64,
    /// `update`, `invite` (again), `reset_password`, `disable`, `enable`, `sign_out`.
    pub actions: Vec<&'static str>,
}

impl UserView {
    pub fn new(row: UserRow, places: Vec<Place>, authority: &Authority<'_>, actor: &Actor) -> Self {
        let state = match (row.disabled, row.joined_at) {
            (true, _) => UserState::Disabled,
            (false, None) => UserState::Invited,
            (false, Some(_)) => UserState::Active,
        };
        let roles = Roles { everywhere: row.everywhere_role.clone(), places };
        let (may_end, is_self) = (authority.may_end(&roles).is_ok(), row.id.0 == actor.id);
        let may_update = roles.places.iter().any(|place| actor.may(USER_UPDATE, place.site_id)) || may_end;
        let actions = [
            ("update", may_update),
            ("invite", may_end && state == UserState::Invited),
            ("reset_password", may_end && !is_self && state == UserState::Active),
            ("disable", may_end && !is_self && state != UserState::Disabled),
            ("enable", may_end && state == UserState::Disabled),
            ("sign_out", may_end && state == UserState::Active),
        ];
        Self {
            id: row.id,
            superuser: row.everywhere_role.as_deref() == Some(contracts::identity::Role::Owner.id()),
            name: row.name,
            email: row.email,
            user_name: row.user_name,
            language: row.language,
            state,
            everywhere_role: row.everywhere_role,
            sites: roles.places.into_iter().filter(|place| actor.sees(place.site_id)).collect(),
            second_factor: row.second_factor,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            version: row.version,
            actions: actions.into_iter().filter(|(_, allowed)| *allowed).map(|(name, _)| name).collect(),
        }
    }
}
