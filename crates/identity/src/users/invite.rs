use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::{LinkPurpose, USER_INVITE, UserChanged, UserId};
use garde::Validate;
use kernel::http::{Caller, Created, Json, Path};
use kernel::text::{filled_line, line};
use kernel::{Actor, SiteId, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::authority::{Authority, Roles};
use super::disable::managed;
use super::store::{self, Place, User};
use super::user::{Language, a_user_name, email_key, user_name_key};
use super::view::UserView;
use super::{get, reset_link};
use crate::rules::one_line;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, MODULE, alerts, links, trail};

/// Somebody to invite.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// Left out, there is a user name, and the invitation's link is in the answer.
    #[garde(inner(email, length(chars, max = 254), custom(one_line)))]
    #[schema(max_length = 254, format = Email)]
    pub email: Option<String>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: String,
    /// What they may sign in with in place of the address; capitals tell no two apart.
    #[garde(custom(a_user_name()))]
    #[schema(max_length = 32, pattern = "^[A-Za-z0-9._-]{3,32}$")]
    pub user_name: Option<String>,
    #[garde(skip)]
    pub language: Language,
    /// Id of the role at every site, also at those opened later.
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub everywhere_role: Option<String>,
    /// Roles at single sites.
    #[garde(length(max = 1000))]
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub sites: Vec<Place>,
}

/// What came of an invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invited {
    pub user: UserView,
    /// Where the person sets their password. Only where no mail reaches them, as they have no address or the garage has no mail server:
    /// hand it over yourself; it is shown this once and works once, for seven days.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub link: Option<String>,
}

/// Invites somebody by e-mail: the link in it lets them set their password, once, within seven days. Who has no address gets the link from
/// the caller.
///
/// Permission: `user.invite`, at each site where they are to work. Nobody gives more than they hold there (`more-than-own`).
/// `email-taken` when somebody has the address already, `user-name-taken` when somebody who may sign in has the user name,
/// `no-sign-in-name` when neither is given.
#[utoipa::path(
    post, path = "/users/invitations", tag = "identity", operation_id = "invite_user", request_body = Invitation,
    security(("bearer" = [])), responses((status = 201, body = Invited))
)]
pub async fn invite_user(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(invitation): Json<Invitation>,
) -> Result<Created<Json<Invited>>, Error> {
    let invited = invite(&identity, &actor, &client, invitation).await?;
    Ok(Created { location: format!("/api/v1/users/{}", invited.user.id), body: Json(invited) })
}

/// Sends the invitation of somebody who did not come yet once more, or answers with its link; earlier links stop working.
///
/// Permission: `user.update`, and everything the person is to hold (`more-than-own`). `already-joined` when they came.
#[utoipa::path(
    post, path = "/users/{user_id}/invite", tag = "identity", operation_id = "invite_user_again", params(("user_id" = UserId, Path)),
    security(("bearer" = [])), responses((status = 200, body = Invited))
)]
pub async fn invite_user_again(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<UserId>,
) -> Result<Json<Invited>, Error> {
    let mut tx = identity.context.db.begin().await?;
    let (user, _) = managed(&tx, &actor, id).await?;
    if user.joined_at.is_some() {
        return Err(Error::AlreadyJoined);
    }
    let link = if identity.reaches(&user) {
        send(&identity, &mut tx, &actor, &client, &user).await?
    } else {
        let now = identity.context.clock.now();
        sign_ins::log(&tx, Entry::by(id, Outcome::Invited, &client, &actor.name), now).await?;
        Some(reset_link::make(&tx, &identity.context, &actor, &user, &identity.settings.public_url).await?)
    };
    let user = get::shown(&*tx, &actor, id).await?;
    tx.commit().await?;
    Ok(Json(Invited { user, link }))
}

async fn invite(identity: &Identity, actor: &Actor, client: &Client, mut invitation: Invitation) -> Result<Invited, Error> {
    actor.session()?;
    actor.permit_anywhere(USER_INVITE)?;
    if invitation.email.is_none() && invitation.user_name.is_none() {
        return Err(Error::NoSignInName("/email"));
    }
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let authority = Authority::of(&*tx, actor).await?;
    let roles = Roles::spread(invitation.everywhere_role.take(), std::mem::take(&mut invitation.sites), authority.all_sites());
    if roles.places.is_empty() {
        return Err(Error::NoRole);
    }
    authority.check_known(&roles)?;
    authority.may_change(USER_INVITE, &Roles::default(), &roles)?;
    authority.hold(&tx, &roles).await?;
    let user = invited(&invitation, roles.everywhere.clone(), clock.now());
    let id = user.id;
    let rows: Vec<(UserId, SiteId, String)> = roles.places.into_iter().map(|place| (id, place.site_id, place.role)).collect();
    store::insert(&tx, std::slice::from_ref(&user), &rows).await?;
    outbox::append(&mut tx, MODULE, &UserChanged { user_id: id }, actor, clock).await?;
    let link = send(identity, &mut tx, actor, client, &user).await?;
    let user = get::shown(&*tx, actor, id).await?;
    trail::user(&tx, identity, actor, "user.invite", (None, Some(&user))).await?;
    tx.commit().await?;
    Ok(Invited { user, link })
}

fn invited(invitation: &Invitation, everywhere_role: Option<String>, now: DateTime<Utc>) -> User {
    User {
        id: UserId::new(),
        email: invitation.email.as_deref().map(email_key),
        name: invitation.name.trim().to_owned(),
        password_hash: String::new(),
        language: invitation.language.code().into(),
        disabled: false,
        created_at: now,
        version: 1,
        everywhere_role,
        joined_at: None,
        user_name: invitation.user_name.as_deref().map(user_name_key),
    }
}

/// Has the e-mail sent; where none reaches the person it gives the link instead.
async fn send(identity: &Identity, tx: &mut kernel::Tx, actor: &Actor, client: &Client, user: &User) -> Result<Option<String>, Error> {
    let (clock, id) = (identity.context.clock.as_ref(), user.id);
    let request = links::store::request(tx, id, LinkPurpose::Invitation, clock.now()).await?;
    sign_ins::log(tx, Entry::by(id, Outcome::Invited, client, &actor.name), clock.now()).await?;
    if identity.reaches(user) {
        alerts::request_link(tx, id, request, LinkPurpose::Invitation, clock).await?;
        return Ok(None);
    }
    links::issue_in(tx, request, LinkPurpose::Invitation, &identity.settings.public_url, clock.now()).await.map(Some)
}
