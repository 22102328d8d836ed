use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use contracts::identity::API_KEY_MANAGE;
use garde::Validate;
use kernel::http::{Caller, Created, Json};
use kernel::text::filled_line;
use kernel::{Actor, Limits, Problem, SiteId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::key::{ApiKey, Secret};
use super::store;
use super::view::{ApiKeyView, NewApiKeyView};
use crate::roles::known_permissions;
use crate::sessions::add;
use crate::{Error, Identity, trail};

/// A key to make.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// `Accounting export`; it stands in histories.
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    /// Names from the catalogue.
    #[garde(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub permissions: Vec<String>,
    #[garde(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    pub sites: Vec<SiteId>,
    /// Left out: it works until it is revoked.
    #[garde(skip)]
    pub expires_at: Option<DateTime<Utc>>,
}

/// Makes a key for a program. The secret is in the answer and nowhere else.
///
/// Permission: `api_key.manage` and everything that the key is to hold, at each of its sites (`more-than-own`).
#[utoipa::path(
    post, path = "/api-keys", tag = "identity", operation_id = "create_api_key", request_body = NewApiKey,
    security(("bearer" = [])), responses((status = 201, body = NewApiKeyView))
)]
pub async fn create_api_key(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(new): Json<NewApiKey>,
) -> Result<Response, Error> {
    let made = create(&identity, &actor, new).await?;
    let location = format!("/api/v1/api-keys/{}", made.api_key.id);
    let mut response = Created { location, body: Json(made) }.into_response();
    add(&mut response, header::CACHE_CONTROL, "no-store");
    Ok(response)
}

async fn create(identity: &Identity, actor: &Actor, new: NewApiKey) -> Result<NewApiKeyView, Error> {
    // A key that makes keys would outlive its own end.
    actor.session()?;
    let now = identity.context.clock.now();
    let permissions = known_permissions(&new.permissions, "/permissions")?;
    let sites: BTreeSet<_> = new.sites.into_iter().collect();
    for site in &sites {
        actor.permit(API_KEY_MANAGE, *site)?;
        if actor.sites.get(site).is_none_or(|held| !permissions.is_subset(&held.permissions)) {
            return Err(Error::MoreThanOwn);
        }
    }
    if new.expires_at.is_some_and(|at| at <= now) {
        return Err(Problem::field("/expires_at", "in-the-past", "A key ends in the future").into());
    }
    let secret = Secret::new()?;
    let key = ApiKey {
        id: Uuid::now_v7(),
        name: new.name.trim().to_owned(),
        prefix: secret.shown(),
        permissions,
        limits: sites.iter().fold(Limits::default(), |limits, site| limits.lesser(actor.limits(*site))),
        sites,
        created_by: actor.name.clone(),
        created_at: now,
        expires_at: new.expires_at,
        revoked_at: None,
        last_used_at: None,
    };
    let tx = identity.context.db.begin().await?;
    if store::count(&*tx).await? >= store::MOST {
        return Err(Problem::conflict("too-many-api-keys", "Revoke keys that nobody uses first").into());
    }
    store::insert(&tx, &key, &secret).await?;
    let change = trail::of("api_key.create", "api_key", key.id, &key.name, key.sites.first().copied());
    trail::record(&tx, identity, actor, change, (None, Some(&key))).await?;
    tx.commit().await?;
    Ok(NewApiKeyView { secret: secret.into_text(), api_key: ApiKeyView::new(key, actor, now) })
}
