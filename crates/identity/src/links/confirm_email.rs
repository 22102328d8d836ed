use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::{Alert, LinkPurpose, UserChanged};
use garde::Validate;
use kernel::http::Json;
use kernel::{Actor, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::link::{self, LinkToken};
use super::store;
use crate::sessions::{self, Client};
use crate::sign_ins::{self, Entry, Outcome};
use crate::users::get;
use crate::{Error, Identity, MODULE, alerts, trail, users};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailConfirmation {
    /// From the link.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
}

/// Changes a person's e-mail address by the link that was sent to the new one. Their other sessions end, and links that were sent
/// to the old address stop working.
///
/// Permission: none; the token proves it. `link-not-valid` when it was used or is too old, `email-taken` when somebody has the
/// address by now.
#[utoipa::path(
    post, path = "/auth/email/confirm", tag = "identity", operation_id = "confirm_email", request_body = EmailConfirmation,
    security(()), responses((status = 204))
)]
pub async fn confirm_email(
    State(identity): State<Arc<Identity>>,
    client: Client,
    Json(body): Json<EmailConfirmation>,
) -> Result<StatusCode, Error> {
    let attempt = identity.limits.secret(client.address, identity.context.clock.now()).await?;
    confirm(&identity, &client, LinkToken::from_client(body.token)).await?;
    attempt.succeeded().await;
    Ok(StatusCode::NO_CONTENT)
}

async fn confirm(identity: &Identity, client: &Client, token: LinkToken) -> Result<(), Error> {
    let (db, clock) = (&identity.context.db, identity.context.clock.as_ref());
    let open = store::find(db.reader(), &token, clock.now()).await?;
    let open = open.filter(|open| open.purpose == link::code(LinkPurpose::Email)).ok_or(Error::LinkNotValid)?;
    let email = open.new_email.ok_or(Error::LinkNotValid)?;
    // They act by their link, whoever is signed in at this browser.
    let actor = Actor { id: open.user_id.0, name: open.name, ..Actor::system() };
    let mut tx = db.begin().await?;
    if !store::use_up(&tx, open.id, clock.now()).await? {
        return Err(Error::LinkNotValid);
    }
    let before = get::shown(&*tx, &Actor::system(), open.user_id).await?;
    users::store::set_email(&tx, open.user_id, &email).await?;
    let after = get::shown(&*tx, &Actor::system(), open.user_id).await?;
    store::revoke(&tx, open.user_id, LinkPurpose::Reset).await?;
    sessions::store::revoke_others(&tx, open.user_id, open.session_id.unwrap_or(Uuid::nil()), clock.now()).await?;
    sign_ins::log(&tx, Entry::of(open.user_id, Outcome::EmailChanged, client), clock.now()).await?;
    outbox::append(&mut tx, MODULE, &UserChanged { user_id: open.user_id }, &actor, clock).await?;
    alerts::raise_at(&mut tx, open.user_id, Alert::EmailChanged, client, open.email, clock).await?;
    trail::user(&tx, identity, &actor, "user.update", (Some(&before), Some(&after))).await?;
    tx.commit().await?;
    Ok(())
}
