use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::{LinkPurpose, UserChanged};
use garde::Validate;
use kernel::http::Json;
use kernel::text::filled_line;
use kernel::{Actor, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::link::{self, LinkToken};
use super::store;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::users::Language;
use crate::users::store::words_of;
use crate::{Error, Identity, MODULE, passwords, users};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// From the link.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// 8 to 128 characters; not one that others would try first.
    #[garde(length(chars, min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: String,
    /// The person's own spelling; what the invitation said when left out.
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    #[garde(skip)]
    pub language: Option<Language>,
}

/// Accepts an invitation, or ends a registration, by the link from the mail: sets the password. Then the person signs in.
///
/// Permission: none; the token proves it. `link-not-valid` when it was used or is too old.
#[utoipa::path(
    post, path = "/auth/invitation/accept", tag = "identity", operation_id = "accept_invitation", request_body = Acceptance,
    security(()), responses((status = 204))
)]
pub async fn accept_invitation(
    State(identity): State<Arc<Identity>>,
    client: Client,
    Json(body): Json<Acceptance>,
) -> Result<StatusCode, Error> {
    let attempt = identity.limits.secret(client.address, identity.context.clock.now()).await?;
    accept(&identity, &client, body).await?;
    attempt.succeeded().await;
    Ok(StatusCode::NO_CONTENT)
}

async fn accept(identity: &Identity, client: &Client, body: Acceptance) -> Result<(), Error> {
    let (db, clock) = (&identity.context.db, identity.context.clock.as_ref());
    let open = store::find(db.reader(), &LinkToken::from_client(body.token), clock.now()).await?;
    let joins = [LinkPurpose::Invitation, LinkPurpose::Registration].map(link::code);
    let open = open.filter(|open| joins.contains(&open.purpose.as_str())).ok_or(Error::LinkNotValid)?;
    let name = body.name.as_deref().map_or(open.name.as_str(), str::trim);
    passwords::check(&body.password, &words_of(open.email.as_deref(), name, open.user_name.as_deref()))?;
    let hash = passwords::hash(body.password).await?;
    let language = body.language.map_or_else(|| open.language.clone(), |language| language.code().to_owned());
    let mut tx = db.begin().await?;
    if !store::use_up(&tx, open.id, clock.now()).await? {
        return Err(Error::LinkNotValid);
    }
    users::store::set_password(&tx, open.user_id, &hash).await?;
    users::store::join(&tx, open.user_id, name, &language, clock.now()).await?;
    sign_ins::log(&tx, Entry::of(open.user_id, Outcome::Joined, client), clock.now()).await?;
    outbox::append(&mut tx, MODULE, &UserChanged { user_id: open.user_id }, &Actor::system(), clock).await?;
    tx.commit().await?;
    Ok(())
}
