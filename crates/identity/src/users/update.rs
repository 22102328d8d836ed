use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{USER_READ, USER_UPDATE, UserChanged, UserId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::text::{filled_line, line};
use kernel::{Actor, Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::authority::{Authority, Roles};
use super::store::{Place, User};
use super::user::{a_user_name, email_key, user_name_key};
use super::view::UserView;
use super::{get, owners, store};
use crate::rules::one_line;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, MODULE, trail};

/// What to change of an account; what is left out stays.
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChanges {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    /// What they may sign in with in place of the address; capitals tell no two apart. Null takes it away, where there is an address.
    #[garde(custom(a_user_name()))]
    #[serde(default, deserialize_with = "kernel::http::present")]
    #[schema(value_type = Option<String>, max_length = 32, pattern = "^[A-Za-z0-9._-]{3,32}$")]
    pub user_name: Option<Option<String>>,
    /// An address for who has none yet. Who has one changes it themselves, by a link that is sent to the new one (`has-address`).
    #[garde(inner(email, length(chars, max = 254), custom(one_line)))]
    #[schema(max_length = 254, format = Email)]
    pub email: Option<String>,
    /// Id of the role at every site; null takes it away.
    #[garde(custom(line(60)))]
    #[serde(default, deserialize_with = "kernel::http::present")]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    pub everywhere_role: Option<Option<String>>,
    /// All the sites where the person has a role of their own. Sites where the caller may not change users stay as they are
    /// when they are left out.
    #[garde(inner(length(max = 1000)))]
    #[schema(max_items = 1000)]
    pub sites: Option<Vec<Place>>,
}

/// Changes a person's names and roles, and gives an e-mail address to who has none. It counts within five seconds, for open sessions too.
///
/// Permission: `user.update`, at each site where something changes. Nobody gives or takes more than they hold there
/// (`more-than-own`), and a site keeps an owner (`last-owner`). `user-name-taken` when somebody else who may sign in has the user name,
/// `email-taken` when somebody has the address, `no-sign-in-name` when neither would be left.
#[utoipa::path(
    patch, path = "/users/{user_id}", tag = "identity", operation_id = "update_user", security(("bearer" = [])),
    params(("user_id" = UserId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = UserChanges, responses((status = 200, body = UserView))
)]
pub async fn update_user(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<UserId>,
    read: IfMatch,
    Json(changes): Json<UserChanges>,
) -> Result<Versioned<UserView>, Error> {
    let view = update(&identity, &actor, &client, id, &read, changes).await?;
    Ok(Versioned(view.version, view))
}

async fn update(
    identity: &Identity,
    actor: &Actor,
    client: &Client,
    id: UserId,
    read: &IfMatch,
    changes: UserChanges,
) -> Result<UserView, Error> {
    actor.session()?;
    actor.permit_anywhere(USER_UPDATE)?;
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let mut user = store::find_locked(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let authority = Authority::of(&*tx, actor).await?;
    let before = Roles { everywhere: user.everywhere_role.clone(), places: store::sites_of(&*tx, id).await? };
    if !authority.sees(USER_READ, &before) {
        return Err(Problem::hidden().into());
    }
    read.check(user.version)?;
    let shown = get::shown(&*tx, actor, id).await?;
    let after = wanted(&changes, &before, &authority, actor);
    authority.check_known(&after)?;
    authority.may_change(USER_UPDATE, &before, &after)?;
    authority.hold(&tx, &after).await?;
    if changes.name.is_some() || changes.user_name.is_some() || changes.email.is_some() {
        authority.may_end(&before)?;
        rename(&mut user, &changes)?;
    }
    let owned = owners::owned(&before);
    owners::lock(&tx, &owned).await?;
    user.everywhere_role.clone_from(&after.everywhere);
    if !store::save(&tx, &user).await? {
        return Err(Problem::stale().into());
    }
    if before != after {
        store::replace_places(&tx, id, &after.places).await?;
        owners::keep_one(&tx, &owned).await?;
        sign_ins::log(&tx, Entry::by(id, Outcome::RolesChanged, client, &actor.name), clock.now()).await?;
    }
    outbox::append(&mut tx, MODULE, &UserChanged { user_id: id }, actor, clock).await?;
    let view = get::shown(&*tx, actor, id).await?;
    trail::user(&tx, identity, actor, "user.update", (Some(&shown), Some(&view))).await?;
    tx.commit().await?;
    Ok(view)
}

fn rename(user: &mut User, changes: &UserChanges) -> Result<(), Error> {
    if let Some(name) = &changes.name {
        name.trim().clone_into(&mut user.name);
    }
    if let Some(name) = &changes.user_name {
        user.user_name = name.as_deref().map(user_name_key);
    }
    if let Some(email) = changes.email.as_deref().map(email_key) {
        if user.email.as_ref().is_some_and(|known| *known != email) {
            return Err(Error::HasAddress);
        }
        user.email = Some(email);
    }
    if changes.user_name.is_some() && user.user_name.is_none() && user.email.is_none() {
        return Err(Error::NoSignInName("/user_name"));
    }
    Ok(())
}

/// The roles after the change. Rows that only came from the old role everywhere go with it.
fn wanted(changes: &UserChanges, before: &Roles, authority: &Authority<'_>, actor: &Actor) -> Roles {
    let everywhere = changes.everywhere_role.clone().unwrap_or_else(|| before.everywhere.clone());
    let own = before.places.iter().filter(|place| before.everywhere.as_ref() != Some(&place.role)).cloned();
    let chosen = match &changes.sites {
        None => own.collect(),
        Some(sites) => {
            let unseen =
                own.filter(|place| !actor.may(USER_UPDATE, place.site_id) && sites.iter().all(|named| named.site_id != place.site_id));
            unseen.chain(sites.iter().cloned()).collect()
        }
    };
    Roles::spread(everywhere, chosen, authority.all_sites())
}
