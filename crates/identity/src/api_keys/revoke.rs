use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::API_KEY_MANAGE;
use kernel::Problem;
use kernel::http::{Caller, Path};
use uuid::Uuid;

use super::store;
use super::view::manages;
use crate::{Error, Identity, trail};

/// Ends a key, at once.
///
/// Permission: `api_key.manage` at one of its sites.
#[utoipa::path(
    delete, path = "/api-keys/{api_key_id}", tag = "identity", operation_id = "revoke_api_key", params(("api_key_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn revoke_api_key(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Error> {
    actor.session()?;
    actor.permit_anywhere(API_KEY_MANAGE)?;
    let tx = identity.context.db.begin().await?;
    let key = store::find(&*tx, id).await?.filter(|key| manages(&actor, key)).ok_or_else(Problem::hidden)?;
    store::revoke(&tx, key.id, identity.context.clock.now()).await?;
    let change = trail::of("api_key.revoke", "api_key", key.id, &key.name, key.sites.first().copied());
    trail::record(&tx, &identity, &actor, change, (Some(&key), None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
