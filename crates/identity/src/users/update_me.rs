use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{Alert, UserChanged, UserId};
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::text::filled_line;
use kernel::{Actor, Problem, Tx, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::user::{Language, a_user_name, email_key, user_name_key};
use super::view::Me;
use super::{get, store};
use crate::rules::one_line;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, MODULE, alerts, links, proof, trail};

/// What people may change of themselves; what is left out stays.
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MyChanges {
    #[garde(skip)]
    pub language: Option<Language>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    /// What to sign in with in place of the address; capitals tell no two apart. Null takes it away, where there is an address.
    #[garde(custom(a_user_name()))]
    #[serde(default, deserialize_with = "kernel::http::present")]
    #[schema(value_type = Option<String>, max_length = 32, pattern = "^[A-Za-z0-9._-]{3,32}$")]
    pub user_name: Option<Option<String>>,
    /// Asks for a change of the address: it comes about when the link that is sent there is opened.
    #[garde(inner(email, length(chars, max = 254), custom(one_line)))]
    #[schema(max_length = 254, format = Email)]
    pub email: Option<String>,
    /// For a change of the address. Left out by people who have none and signed in within the last ten minutes.
    #[garde(inner(length(chars, min = 1, max = 1000)))]
    #[schema(min_length = 1, max_length = 1000)]
    pub current_password: Option<String>,
}

/// Changes the caller's own settings. Names and language change at once (`user-name-taken` when somebody has that user name). A new e-mail address is asked for: a link goes there, a
/// warning to the old one, and opening the link (once, within an hour) changes it. Whether somebody has the address is not told.
///
/// Permission: none beyond being signed in oneself; for the address the current password (`wrong-password`). `no-mail` in a garage
/// without a mail server.
#[utoipa::path(
    patch, path = "/me", tag = "identity", operation_id = "update_me", request_body = MyChanges, security(("bearer" = [])),
    responses((status = 200, body = Me))
)]
pub async fn update_me(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(changes): Json<MyChanges>,
) -> Result<Json<Me>, Error> {
    update(&identity, &actor, &client, changes).await.map(Json)
}

async fn update(identity: &Identity, actor: &Actor, client: &Client, changes: MyChanges) -> Result<Me, Error> {
    actor.session()?;
    let (db, id) = (&identity.context.db, UserId(actor.id));
    let email = changes.email.as_deref().map(email_key);
    if email.is_some() {
        if !identity.settings.has_mail {
            return Err(Error::NoMail);
        }
        proof::again(identity, actor, changes.current_password, "/current_password").await?;
    }
    if changes.user_name.is_some() {
        // The answer tells whether somebody has a name: nobody asks for many.
        identity.limits.request(client.address, identity.context.clock.now()).await?;
    }
    let mut tx = db.begin().await?;
    if let Some(language) = changes.language {
        store::set_language(&tx, id, language.code()).await?;
    }
    if changes.name.is_some() || changes.user_name.is_some() {
        rename(&mut tx, identity, actor, changes.name, changes.user_name).await?;
    }
    if let Some(email) = email {
        ask_for_email(&mut tx, identity, actor, client, email).await?;
    }
    tx.commit().await?;
    let user = store::find(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    Ok(store::me(db.reader(), user).await?.limited_to(actor))
}

#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
async fn rename(
    tx: &mut Tx,
    identity: &Identity,
    actor: &Actor,
    name: Option<String>,
    user_name: Option<Option<String>>,
) -> Result<(), Error> {
    let id = UserId(actor.id);
    let before = get::shown(&**tx, actor, id).await?;
    let name = name.as_deref().map_or(before.name.as_str(), str::trim);
    let user_name = user_name.map_or_else(|| before.user_name.clone(), |name| name.as_deref().map(user_name_key));
    if user_name.is_none() && before.email.is_none() {
        return Err(Error::NoSignInName("/user_name"));
    }
    store::set_names(tx, id, name, user_name.as_deref()).await?;
    let after = get::shown(&**tx, actor, id).await?;
    trail::user(tx, identity, actor, "user.update", (Some(&before), Some(&after))).await?;
    Ok(outbox::append(tx, MODULE, &UserChanged { user_id: id }, actor, identity.context.clock.as_ref()).await?)
}

async fn ask_for_email(tx: &mut Tx, identity: &Identity, actor: &Actor, client: &Client, email: String) -> Result<(), Error> {
    let (clock, session) = (identity.context.clock.as_ref(), actor.session()?);
    let user = store::find(&**tx, UserId(actor.id)).await?.ok_or_else(Problem::not_found)?;
    if user.email.as_ref() == Some(&email) {
        return Ok(());
    }
    let request = links::store::request_email(tx, user.id, &email, session, clock.now()).await?;
    sign_ins::log(tx, Entry::of(user.id, Outcome::EmailChangeRequested, client), clock.now()).await?;
    // An address that somebody has gets no letter, and the answer does not say so: customers would learn who has an account.
    let is_free = store::find_by_email(&**tx, &email).await?.is_none();
    if is_free && identity.limits.may_mail(&email, clock.now()).await {
        alerts::request_confirmation(tx, user.id, request, email, clock).await?;
    }
    Ok(alerts::raise_at(tx, user.id, Alert::EmailChangeRequested, client, user.email, clock).await?)
}
