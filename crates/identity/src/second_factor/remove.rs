use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::Alert;
use garde::Validate;
use kernel::Actor;
use kernel::http::{Caller, Json};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{check, store};
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts, proof};

/// Both factors, once more.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BothFactors {
    /// Left out by people who have none and signed in within the last ten minutes.
    #[garde(inner(length(chars, min = 1, max = 1000)))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: Option<String>,
    /// What the app shows, or a recovery code.
    #[garde(length(chars, min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub code: String,
}

/// Switches the second factor off; recovery codes go with it.
///
/// Permission: none beyond being signed in oneself, the current password and a code.
#[utoipa::path(
    post, path = "/me/second-factor/remove", tag = "identity", operation_id = "remove_second_factor", request_body = BothFactors,
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn remove_second_factor(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(body): Json<BothFactors>,
) -> Result<StatusCode, Error> {
    remove(&identity, &actor, &client, body).await.map(|()| StatusCode::NO_CONTENT)
}

async fn remove(identity: &Identity, actor: &Actor, client: &Client, body: BothFactors) -> Result<(), Error> {
    let clock = identity.context.clock.as_ref();
    let user = proof::again(identity, actor, body.password, "/password").await?;
    check(identity, &user, Some(&body.code), client).await?;
    let mut tx = identity.context.db.begin().await?;
    if store::remove(&tx, user.id).await? {
        sign_ins::log(&tx, Entry::of(user.id, Outcome::SecondFactorRemoved, client), clock.now()).await?;
        alerts::raise(&mut tx, user.id, Alert::SecondFactorRemoved, &client.address(), clock).await?;
    }
    tx.commit().await?;
    Ok(())
}
