use std::sync::Arc;

use axum::extract::State;
use kernel::Actor;
use kernel::http::{Caller, Json};

use super::begin::Proof;
use super::view::RecoveryCodes;
use super::{codes, store};
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, proof};

/// Makes new recovery codes; the earlier ones stop working.
///
/// Permission: none beyond being signed in oneself, and the current password. `second-factor-not-begun` without a second factor.
#[utoipa::path(
    post, path = "/me/second-factor/recovery-codes", tag = "identity", operation_id = "make_recovery_codes", request_body = Proof,
    security(("bearer" = [])), responses((status = 200, body = RecoveryCodes))
)]
pub async fn make_recovery_codes(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(body): Json<Proof>,
) -> Result<Json<RecoveryCodes>, Error> {
    make(&identity, &actor, &client, body).await.map(Json)
}

async fn make(identity: &Identity, actor: &Actor, client: &Client, body: Proof) -> Result<RecoveryCodes, Error> {
    let (db, now) = (&identity.context.db, identity.context.clock.now());
    let user = proof::again(identity, actor, body.password, "/password").await?;
    let app = store::find(db.reader(), user.id).await?;
    app.filter(|app| app.confirmed_at.is_some()).ok_or(Error::SecondFactorNotBegun)?;
    let codes = codes::make()?;
    let tx = db.begin().await?;
    store::replace_codes(&tx, user.id, &codes.iter().map(|code| codes::hash(code)).collect::<Vec<_>>()).await?;
    sign_ins::log(&tx, Entry::of(user.id, Outcome::RecoveryCodesMade, client), now).await?;
    tx.commit().await?;
    Ok(RecoveryCodes { recovery_codes: codes })
}
