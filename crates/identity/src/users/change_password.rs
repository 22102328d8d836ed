use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::{Alert, LinkPurpose, UserId};
use garde::Validate;
use kernel::Actor;
use kernel::http::{Caller, Json};
use serde::Deserialize;
use utoipa::ToSchema;

use super::store;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts, links, passwords, proof, sessions};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// Left out by people who have none yet and signed in within the last ten minutes.
    #[garde(inner(length(chars, min = 1, max = 1000)))]
    #[schema(min_length = 1, max_length = 1000)]
    pub current_password: Option<String>,
    /// 8 to 128 characters; not one that others would try first.
    #[garde(length(chars, min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: String,
}

/// Changes the caller's password; their other sessions end.
///
/// Permission: none beyond being signed in oneself, and the current password (`wrong-password`). `password-refused` says what a
/// password needs.
#[utoipa::path(
    post, path = "/me/password", tag = "identity", operation_id = "change_password", request_body = NewPassword,
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn change_password(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(new): Json<NewPassword>,
) -> Result<StatusCode, Error> {
    change(&identity, &actor, &client, new).await.map(|()| StatusCode::NO_CONTENT)
}

async fn change(identity: &Identity, actor: &Actor, client: &Client, new: NewPassword) -> Result<(), Error> {
    let session = actor.session()?;
    let clock = identity.context.clock.as_ref();
    let user = proof::again(identity, actor, new.current_password, "/current_password").await?;
    passwords::check(&new.password, &user.words())?;
    let hash = passwords::hash(new.password).await?;
    let mut tx = identity.context.db.begin().await?;
    store::set_password(&tx, user.id, &hash).await?;
    // Whoever asked for another address did it with the old password.
    links::store::revoke(&tx, user.id, LinkPurpose::Email).await?;
    sessions::store::revoke_others(&tx, UserId(actor.id), session, clock.now()).await?;
    sign_ins::log(&tx, Entry::of(user.id, Outcome::PasswordChanged, client), clock.now()).await?;
    alerts::raise(&mut tx, user.id, Alert::PasswordChanged, &client.address(), clock).await?;
    tx.commit().await?;
    Ok(())
}
