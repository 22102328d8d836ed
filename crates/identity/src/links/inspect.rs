use std::sync::Arc;

use axum::extract::State;
use contracts::identity::LinkPurpose;
use garde::Validate;
use kernel::http::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::link::LinkToken;
use super::store;
use crate::sessions::Client;
use crate::users::Language;
use crate::{Error, Identity};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkQuestion {
    /// From the link.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
}

/// What a link is for, to greet the person with.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkAnswer {
    #[schema(value_type = LinkPurpose)]
    pub purpose: String,
    /// The person's address, if they have one; for `email` the one they want.
    pub email: Option<String>,
    /// What they may sign in with in place of the address.
    pub user_name: Option<String>,
    pub name: String,
    #[schema(value_type = Language)]
    pub language: String,
}

/// Says what a link is for, without using it.
///
/// Permission: none; the token proves it. `link-not-valid` when it was used or is too old.
#[utoipa::path(
    post, path = "/auth/links/inspect", tag = "identity", operation_id = "inspect_link", request_body = LinkQuestion, security(()),
    responses((status = 200, body = LinkAnswer))
)]
pub async fn inspect_link(
    State(identity): State<Arc<Identity>>,
    client: Client,
    Json(body): Json<LinkQuestion>,
) -> Result<Json<LinkAnswer>, Error> {
    let now = identity.context.clock.now();
    let attempt = identity.limits.secret(client.address, now).await?;
    let open = store::find(identity.context.db.reader(), &LinkToken::from_client(body.token), now).await?;
    let open = open.ok_or(Error::LinkNotValid)?;
    attempt.succeeded().await;
    let (email, user_name) = (open.new_email.or(open.email), open.user_name);
    Ok(Json(LinkAnswer { purpose: open.purpose, email, user_name, name: open.name, language: open.language }))
}
