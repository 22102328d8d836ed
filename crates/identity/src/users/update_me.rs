use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{Alert, UserChanged, UserId};
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::text::filled_line;
use kernel::{Actor, Problem, Tx, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::user::{Language, email_key};
use super::view::Me;
use super::{get, store};
use crate::rules::one_line;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, MODULE, alerts, links, proof, trail};

/// What people may change of themselves; what is left out stays.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MyChanges {
    #[garde(skip)]
    pub language: Option<Language>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    /// Asks for a change of the address: it comes about when the link that is sent there is opened.
    #[garde(inner(email, length(chars, max = 254), custom(one_line)))]
    #[schema(max_length = 254, format = Email)]
    pub email: Option<String>,
    /// For a change of the address. Left out by people who have none and signed in within the last ten minutes.
    #[garde(inner(length(chars, min = 1, max = 1000)))]
    #[schema(min_length = 1, max_length = 1000)]
    pub current_password: Option<String>,
}

/// Changes the caller's own settings. Name and language change at once. A new e-mail address is asked for: a link goes there, a
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
    let mut tx = db.begin().await?;
    if let Some(language) = changes.language {
        store::set_language(&tx, id, language.code()).await?;
    }
    if let Some(name) = changes.name {
        rename(&mut tx, identity, actor, id, name.trim()).await?;
    }
    if let Some(email) = email {
        ask_for_email(&mut tx, identity, actor, client, email).await?;
    }
    tx.commit().await?;
    let user = store::find(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    Ok(store::me(db.reader(), user).await?.limited_to(actor))
}

async fn rename(tx: &mut Tx, identity: &Identity, actor: &Actor, id: UserId, name: &str) -> Result<(), Error> {
    let before = get::shown(&**tx, actor, id).await?;
    store::set_name(tx, id, name).await?;
    let after = get::shown(&**tx, actor, id).await?;
    trail::user(tx, identity, actor, "user.update", (Some(&before), Some(&after))).await?;
    Ok(outbox::append(tx, MODULE, &UserChanged { user_id: id }, actor, identity.context.clock.as_ref()).await?)
}

async fn ask_for_email(tx: &mut Tx, identity: &Identity, actor: &Actor, client: &Client, email: String) -> Result<(), Error> {
    let (clock, session) = (identity.context.clock.as_ref(), actor.session()?);
    let user = store::find(&**tx, UserId(actor.id)).await?.ok_or_else(Problem::not_found)?;
    if user.email == email {
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
