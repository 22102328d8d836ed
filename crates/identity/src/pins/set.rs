use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use garde::Validate;
use kernel::Actor;
use kernel::http::{Caller, Json};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{pin, store};
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, passwords, proof};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPin {
    /// 4 to 8 digits.
    #[garde(length(chars, min = 1, max = 20))]
    #[schema(min_length = 1, max_length = 20)]
    pub pin: String,
    /// The current password. Left out by people who have none and signed in within the last ten minutes.
    #[garde(inner(length(chars, min = 1, max = 1000)))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: Option<String>,
}

/// Sets the caller's PIN for shared devices; a blocked one works again.
///
/// Permission: none beyond being signed in oneself, and the current password. `pin-refused` says what a PIN needs.
#[utoipa::path(
    put, path = "/me/pin", tag = "identity", operation_id = "set_pin", request_body = NewPin, security(("bearer" = [])),
    responses((status = 204))
)]
pub async fn set_pin(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(new): Json<NewPin>,
) -> Result<StatusCode, Error> {
    set(&identity, &actor, &client, new).await.map(|()| StatusCode::NO_CONTENT)
}

async fn set(identity: &Identity, actor: &Actor, client: &Client, new: NewPin) -> Result<(), Error> {
    pin::check(&new.pin)?;
    let user = proof::again(identity, actor, new.password, "/password").await?;
    let (hash, now) = (passwords::hash(new.pin).await?, identity.context.clock.now());
    let tx = identity.context.db.begin().await?;
    store::set(&tx, user.id, &hash, now).await?;
    sign_ins::log(&tx, Entry::of(user.id, Outcome::PinSet, client), now).await?;
    tx.commit().await?;
    Ok(())
}
