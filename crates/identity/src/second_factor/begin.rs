use std::sync::Arc;

use axum::extract::State;
use garde::Validate;
use kernel::Actor;
use kernel::http::{Caller, Json};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::NewSecondFactor;
use super::{store, totp};
use crate::{Error, Identity, proof};

/// The current password, once more. Left out by people who have none and signed in within the last ten minutes.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    #[garde(inner(length(chars, min = 1, max = 1000)))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: Option<String>,
}

/// Begins to set up an authenticator app: it takes the secret, and counts once its first code is confirmed.
///
/// Permission: none beyond being signed in oneself, and the current password. `second-factor-enabled` when there is one.
#[utoipa::path(
    post, path = "/me/second-factor", tag = "identity", operation_id = "begin_second_factor", request_body = Proof,
    security(("bearer" = [])), responses((status = 200, body = NewSecondFactor))
)]
pub async fn begin_second_factor(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(body): Json<Proof>,
) -> Result<Json<NewSecondFactor>, Error> {
    begin(&identity, &actor, body).await.map(Json)
}

async fn begin(identity: &Identity, actor: &Actor, body: Proof) -> Result<NewSecondFactor, Error> {
    let user = proof::again(identity, actor, body.password, "/password").await?;
    let secret = totp::new_secret()?;
    let tx = identity.context.db.begin().await?;
    if !store::begin(&tx, user.id, &store::seal(&identity.vault, user.id, &secret)?, identity.context.clock.now()).await? {
        return Err(Error::SecondFactorEnabled);
    }
    tx.commit().await?;
    Ok(NewSecondFactor { address: totp::address(&secret, &user.known_as()), secret })
}
