//! `DELETE /webhooks/{id}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use kernel::Problem;
use kernel::http::{Caller, Path};
use uuid::Uuid;

use crate::Webhooks;

/// Tells a webhook nothing more, and forgets it with what came of it. What happened stays in the feed.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(delete, path = "/webhooks/{webhook_id}", tag = "webhooks", operation_id = "remove_webhook",
    params(("webhook_id" = Uuid, Path)), responses((status = 204)), security(("bearer" = [])))]
pub async fn remove_webhook(State(it): State<Arc<Webhooks>>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    let mut tx = it.context.db.begin().await?;
    let one = it.managed(&tx, &actor, id).await?;
    it.keep(&mut tx, &actor, "webhook.remove", (Some(&one), None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
