//! `GET /webhooks/{id}`

use std::sync::Arc;

use axum::extract::State;
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};
use uuid::Uuid;

use super::view::{WebhookView, view};
use crate::Webhooks;

/// A webhook and how it is.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(get, path = "/webhooks/{webhook_id}", tag = "webhooks", operation_id = "get_webhook",
    params(("webhook_id" = Uuid, Path)), responses((status = 200, body = WebhookView)), security(("bearer" = [])))]
pub async fn get_webhook(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<WebhookView>, Problem> {
    let one = it.shown(&actor, id).await?;
    let version = one.version;
    Ok(Versioned(version, view(it.context.db.reader(), one, it.context.clock.now()).await?))
}
