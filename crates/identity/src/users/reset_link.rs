use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::{LinkPurpose, UserId};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Context, Problem, Tx, audit};
use serde::Serialize;
use utoipa::ToSchema;

use super::disable::managed;
use super::store::{self, User};
use super::user::email_key;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, MODULE, links, trail};

/// A link to hand over.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResetLink {
    /// Where the person sets a new password. It is shown this once and works once, for ten minutes.
    pub link: String,
}

/// Makes a link for a person who forgot their password and whom no mail reaches: they have no address, or the garage has no mail server. It does not sign in, so a second factor
/// is still asked for; earlier links stop working.
///
/// Permission: `user.update`, and everything the person holds (`more-than-own`). `has-mail` where the person can ask for a link by
/// e-mail, `not-yourself` for one's own account.
#[utoipa::path(
    post, path = "/users/{user_id}/reset-link", tag = "identity", operation_id = "make_reset_link", params(("user_id" = UserId, Path)),
    security(("bearer" = [])), responses((status = 200, body = ResetLink))
)]
pub async fn make_reset_link(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<UserId>,
) -> Result<Json<ResetLink>, Error> {
    actor.session()?;
    if actor.id == id.0 {
        return Err(Error::NotYourself);
    }
    let now = identity.context.clock.now();
    let tx = identity.context.db.begin().await?;
    let (user, _) = managed(&tx, &actor, id).await?;
    if identity.reaches(&user) {
        return Err(Error::HasMail);
    }
    let link = make(&tx, &identity.context, &actor, &user, &identity.settings.public_url).await?;
    sign_ins::log(&tx, Entry::by(id, Outcome::ResetLinkMade, &client, &actor.name), now).await?;
    tx.commit().await?;
    Ok(Json(ResetLink { link }))
}

/// As [`make_reset_link`], for whoever has the command line: 404 when nobody has the address or user name.
pub async fn reset_link(context: &Context, sign_in: &str, public_url: &str) -> Result<String, Error> {
    let tx = context.db.begin().await?;
    let user = store::find_by_sign_in(&*tx, &email_key(sign_in)).await?.ok_or_else(Problem::not_found)?;
    let link = make(&tx, context, &Actor::system(), &user, public_url).await?;
    tx.commit().await?;
    Ok(link)
}

/// That there was a link, for the audit trail; the link itself is nowhere but in the answer.
#[derive(Serialize)]
struct Made {
    reset_link_at: DateTime<Utc>,
}

/// Makes the link, and says so in the audit trail.
pub async fn make(tx: &Tx, context: &Context, actor: &Actor, user: &User, public_url: &str) -> Result<String, Error> {
    if user.disabled {
        return Err(Problem::conflict("user-disabled", "This account is disabled").into());
    }
    // Who never joined has no password to set anew.
    let purpose = if user.joined_at.is_some() { LinkPurpose::Reset } else { LinkPurpose::Invitation };
    let now = context.clock.now();
    let request = links::store::request(tx, user.id, purpose, now).await?;
    let link = links::issue_in(tx, request, purpose, public_url, now).await?;
    let site =
        if user.everywhere_role.is_some() { None } else { store::sites_of(&**tx, user.id).await?.first().map(|place| place.site_id) };
    let change = trail::of("user.reset_link", "user", user.id.0, &user.name, site);
    let made = Made { reset_link_at: now };
    audit::record(tx, MODULE, change, (None, Some(&made)), actor, context.clock.as_ref()).await?;
    Ok(link)
}
