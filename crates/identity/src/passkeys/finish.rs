use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{Alert, UserId};
use garde::Validate;
use kernel::Actor;
use kernel::http::{Caller, Created, Json};
use kernel::text::filled_line;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::ceremony;
use super::store::{self, Row};
use super::view::PasskeyView;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    #[garde(skip)]
    pub ceremony_id: Uuid,
    /// `My telephone`
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    /// What `navigator.credentials.create` answered, as JSON.
    #[garde(skip)]
    #[schema(value_type = Object)]
    pub credential: Value,
}

/// Adds a passkey by the browser's answer.
///
/// Permission: none beyond being signed in oneself. `passkey-refused` when the answer is not right or comes too late.
#[utoipa::path(
    post, path = "/me/passkeys/finish", tag = "identity", operation_id = "finish_passkey", request_body = NewPasskey,
    security(("bearer" = [])), responses((status = 201, body = PasskeyView))
)]
pub async fn finish_passkey(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(new): Json<NewPasskey>,
) -> Result<Created<Json<PasskeyView>>, Error> {
    let passkey = finish(&identity, &actor, &client, new).await?;
    Ok(Created { location: format!("/api/v1/me/passkeys/{}", passkey.id), body: Json(passkey) })
}

async fn finish(identity: &Identity, actor: &Actor, client: &Client, new: NewPasskey) -> Result<PasskeyView, Error> {
    actor.session()?;
    let (user, clock) = (UserId(actor.id), identity.context.clock.as_ref());
    let relying_party = ceremony::relying_party(identity)?;
    let state = ceremony::take(identity, new.ceremony_id, Some(user)).await?;
    let made = relying_party.register(&state, &new.credential)?;
    let row = Row {
        id: Uuid::now_v7(),
        user_id: user,
        credential_id: made.id,
        credential: made.kept,
        name: new.name.trim().to_owned(),
        created_at: clock.now(),
        last_used_at: None,
    };
    let mut tx = identity.context.db.begin().await?;
    store::insert(&tx, &row).await?;
    sign_ins::log(&tx, Entry::of(user, Outcome::PasskeyAdded, client), clock.now()).await?;
    alerts::raise(&mut tx, user, Alert::PasskeyAdded, &client.address(), clock).await?;
    tx.commit().await?;
    Ok(row.into())
}
