use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{Alert, UserId};
use garde::Validate;
use kernel::Actor;
use kernel::http::{Caller, Json};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::RecoveryCodes;
use super::{codes, store, totp};
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// What the app shows.
    #[garde(length(chars, min = 1, max = 20))]
    #[schema(min_length = 1, max_length = 20)]
    pub code: String,
}

/// Switches the second factor on with the app's first code, and gives recovery codes.
///
/// Permission: none beyond being signed in oneself. `code-wrong`; `second-factor-not-begun` without a secret to confirm.
#[utoipa::path(
    post, path = "/me/second-factor/confirm", tag = "identity", operation_id = "confirm_second_factor", request_body = Confirmation,
    security(("bearer" = [])), responses((status = 200, body = RecoveryCodes))
)]
pub async fn confirm_second_factor(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(body): Json<Confirmation>,
) -> Result<Json<RecoveryCodes>, Error> {
    confirm(&identity, &actor, &client, &body).await.map(Json)
}

async fn confirm(identity: &Identity, actor: &Actor, client: &Client, body: &Confirmation) -> Result<RecoveryCodes, Error> {
    actor.session()?;
    let (db, clock, user) = (&identity.context.db, identity.context.clock.as_ref(), UserId(actor.id));
    let app = store::find(db.reader(), user).await?.filter(|app| app.confirmed_at.is_none()).ok_or(Error::SecondFactorNotBegun)?;
    let attempt = identity.limits.second_factor(user.0, clock.now()).await?;
    let secret = store::open(&identity.vault, user, &app)?;
    let step = totp::step_of(body.code.trim(), &secret, app.last_step, clock.now().timestamp())?.ok_or(Error::CodeWrong)?;
    let codes = codes::make()?;
    let mut tx = db.begin().await?;
    if !store::confirm(&tx, user, &app.secret, step, clock.now()).await? {
        return Err(Error::SecondFactorNotBegun);
    }
    store::replace_codes(&tx, user, &codes.iter().map(|code| codes::hash(code)).collect::<Vec<_>>()).await?;
    sign_ins::log(&tx, Entry::of(user, Outcome::SecondFactorAdded, client), clock.now()).await?;
    alerts::raise(&mut tx, user, Alert::SecondFactorAdded, &client.address(), clock).await?;
    tx.commit().await?;
    attempt.succeeded().await;
    Ok(RecoveryCodes { recovery_codes: codes })
}
