use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{USER_READ, USER_UPDATE, UserChanged, UserId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Problem, Tx, outbox};

use super::authority::{Authority, Roles};
use super::store::{self, User};
use super::view::UserView;
use super::{get, owners};
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, MODULE, sessions, trail};

/// Ends a person's access: within five seconds for open sessions, at once for signing in.
///
/// Permission: `user.update`, and everything the person holds (`more-than-own`). The last owner of a site stays (`last-owner`),
/// and nobody disables themselves (`not-yourself`).
#[utoipa::path(
    post, path = "/users/{user_id}/disable", tag = "identity", operation_id = "disable_user", params(("user_id" = UserId, Path)),
    security(("bearer" = [])), responses((status = 200, body = UserView))
)]
pub async fn disable_user(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<UserId>,
) -> Result<Versioned<UserView>, Error> {
    if actor.id == id.0 {
        return Err(Error::NotYourself);
    }
    let view = set(&identity, &actor, &client, id, true).await?;
    Ok(Versioned(view.version, view))
}

/// Lets a person sign in again.
///
/// Permission: `user.update`, and everything the person holds (`more-than-own`).
#[utoipa::path(
    post, path = "/users/{user_id}/enable", tag = "identity", operation_id = "enable_user", params(("user_id" = UserId, Path)),
    security(("bearer" = [])), responses((status = 200, body = UserView))
)]
pub async fn enable_user(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<UserId>,
) -> Result<Versioned<UserView>, Error> {
    let view = set(&identity, &actor, &client, id, false).await?;
    Ok(Versioned(view.version, view))
}

/// Signs a person out everywhere, within five seconds: a telephone was lost.
///
/// Permission: `user.update`, and everything the person holds (`more-than-own`).
#[utoipa::path(
    post, path = "/users/{user_id}/sign-out", tag = "identity", operation_id = "sign_out_user", params(("user_id" = UserId, Path)),
    security(("bearer" = [])), responses((status = 200, body = UserView))
)]
pub async fn sign_out_user(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<UserId>,
) -> Result<Versioned<UserView>, Error> {
    let clock = identity.context.clock.as_ref();
    let tx = identity.context.db.begin().await?;
    managed(&tx, &actor, id).await?;
    sessions::store::revoke_all(&tx, id, clock.now()).await?;
    sign_ins::log(&tx, Entry::by(id, Outcome::SessionsEnded, &client, &actor.name), clock.now()).await?;
    let view = get::shown(&*tx, &actor, id).await?;
    tx.commit().await?;
    Ok(Versioned(view.version, view))
}

async fn set(identity: &Identity, actor: &Actor, client: &Client, id: UserId, disabled: bool) -> Result<UserView, Error> {
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let (user, roles) = managed(&tx, actor, id).await?;
    let before = get::shown(&*tx, actor, id).await?;
    if user.disabled != disabled {
        let owned = owners::owned(&roles);
        owners::lock(&tx, &owned).await?;
        store::set_disabled(&tx, id, disabled).await?;
        let outcome = if disabled { Outcome::Disabled } else { Outcome::Enabled };
        if disabled {
            owners::keep_one(&tx, &owned).await?;
            sessions::store::revoke_all(&tx, id, clock.now()).await?;
        }
        sign_ins::log(&tx, Entry::by(id, outcome, client, &actor.name), clock.now()).await?;
        outbox::append(&mut tx, MODULE, &UserChanged { user_id: id }, actor, clock).await?;
    }
    let view = get::shown(&*tx, actor, id).await?;
    let action = if disabled { "user.disable" } else { "user.enable" };
    trail::user(&tx, identity, actor, action, (Some(&before), Some(&view))).await?;
    tx.commit().await?;
    Ok(view)
}

/// The person, locked, when the actor may end their access.
pub async fn managed(tx: &Tx, actor: &Actor, id: UserId) -> Result<(User, Roles), Error> {
    actor.session()?;
    actor.permit_anywhere(USER_UPDATE)?;
    let user = store::find_locked(tx, id).await?.ok_or_else(Problem::not_found)?;
    let authority = Authority::of(&**tx, actor).await?;
    let roles = Roles { everywhere: user.everywhere_role.clone(), places: store::sites_of(&**tx, id).await? };
    if !authority.sees(USER_READ, &roles) {
        return Err(Problem::hidden().into());
    }
    authority.may_end(&roles)?;
    Ok((user, roles))
}
