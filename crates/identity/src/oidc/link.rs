use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::http::{Caller, Json};
use serde::Serialize;
use utoipa::ToSchema;

use super::start::provider;
use super::store;
use crate::{Error, Identity};

/// Whether the caller's account is linked with one at the provider.
#[derive(Debug, Serialize, ToSchema)]
pub struct OidcLink {
    /// The provider's name.
    pub name: String,
    pub linked_at: Option<DateTime<Utc>>,
    /// `link` or `unlink`.
    pub actions: Vec<&'static str>,
}

/// Whether the caller signs in with the outside provider.
///
/// Permission: none beyond being signed in oneself. `not-found` where the garage has no provider.
#[utoipa::path(
    get, path = "/me/oidc", tag = "identity", operation_id = "get_oidc_link", security(("bearer" = [])),
    responses((status = 200, body = OidcLink), (status = 404, description = "The garage has no provider"))
)]
pub async fn get_oidc_link(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<OidcLink>, Error> {
    actor.session()?;
    let name = provider(&identity)?.settings.name.clone();
    let linked_at = store::linked_at(identity.context.db.reader(), UserId(actor.id)).await?;
    let actions = if linked_at.is_some() { vec!["unlink"] } else { vec!["link"] };
    Ok(Json(OidcLink { name, linked_at, actions }))
}
