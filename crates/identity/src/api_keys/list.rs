use std::sync::Arc;

use axum::extract::State;
use contracts::identity::API_KEY_MANAGE;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::paging::Page;

use super::store;
use super::view::{ApiKeyView, manages};
use crate::Identity;

/// The keys of programs at the caller's sites, the newest first, with those that ended.
///
/// Permission: `api_key.manage`.
#[utoipa::path(
    get, path = "/api-keys", tag = "identity", operation_id = "list_api_keys", security(("bearer" = [])),
    responses((status = 200, body = Page<ApiKeyView>))
)]
pub async fn list_api_keys(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<Page<ApiKeyView>>, Problem> {
    actor.permit_anywhere(API_KEY_MANAGE)?;
    let now = identity.context.clock.now();
    let keys = store::all(identity.context.db.reader()).await?;
    let shown = keys.into_iter().filter(|key| manages(&actor, key)).map(|key| ApiKeyView::new(key, &actor, now));
    Ok(Json(Page { items: shown.collect(), next: None }))
}
