use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::LinkPurpose;
use garde::Validate;
use kernel::http::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::store;
use crate::rules::one_line;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::users::email_key;
use crate::users::store::User;
use crate::{Error, Identity, alerts, users};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRequest {
    /// The e-mail address, or the user name.
    #[garde(length(chars, min = 1, max = 254), custom(one_line))]
    #[schema(min_length = 1, max_length = 254, format = "line")]
    pub email: String,
}

/// Sends a link to set a new password, if somebody has this address or user name. The answer is the same when nobody has, and when they
/// have no address: whoever manages users makes a link for them (`make_reset_link`).
///
/// Permission: none. The link works once, for ten minutes; it does not sign in, so a second factor is still asked for.
#[utoipa::path(
    post, path = "/auth/password-reset", tag = "identity", operation_id = "request_password_reset", request_body = ResetRequest,
    security(()), responses((status = 202))
)]
pub async fn request_reset(
    State(identity): State<Arc<Identity>>,
    client: Client,
    Json(body): Json<ResetRequest>,
) -> Result<StatusCode, Error> {
    identity.limits.request(client.address, identity.context.clock.now()).await?;
    request(&identity, &client, &email_key(&body.email)).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn request(identity: &Identity, client: &Client, typed: &str) -> Result<(), Error> {
    let clock = identity.context.clock.as_ref();
    let user = users::store::find_by_sign_in(identity.context.db.reader(), typed).await?;
    let may_mail = identity.limits.may_mail(&user.as_ref().map_or_else(|| typed.to_owned(), User::known_as), clock.now()).await;
    let Some(user) = user.filter(|user| may_mail && !user.disabled && user.email.is_some()) else { return Ok(()) };
    // Who never joined has no password to set anew: they get their invitation again.
    let purpose = if user.joined_at.is_some() { LinkPurpose::Reset } else { LinkPurpose::Invitation };
    let mut tx = identity.context.db.begin().await?;
    let id = store::request(&tx, user.id, purpose, clock.now()).await?;
    sign_ins::log(&tx, Entry::of(user.id, Outcome::ResetRequested, client), clock.now()).await?;
    alerts::request_link(&mut tx, user.id, id, purpose, clock).await?;
    tx.commit().await?;
    Ok(())
}
