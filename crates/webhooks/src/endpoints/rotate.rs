//! `POST /webhooks/{id}/secret`

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use uuid::Uuid;

use super::endpoint::BOTH_SIGN;
use super::secret;
use super::view::{NewWebhookView, view};
use crate::Webhooks;

/// Gives a webhook a new secret, shown this once. For 24 hours the one before signs too: the header has a signature by each.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(post, path = "/webhooks/{webhook_id}/secret", tag = "webhooks", operation_id = "rotate_webhook_secret",
    params(("webhook_id" = Uuid, Path)), responses((status = 200, body = NewWebhookView)), security(("bearer" = [])))]
pub async fn rotate_webhook_secret(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let now = it.context.clock.now();
    let mut tx = it.context.db.begin().await?;
    let before = it.managed(&tx, &actor, id).await?;
    let (made, [place, old_place]) = (secret::new()?, secret::places(id));
    let mut one = before.clone();
    one.old_secret = Some(it.vault.seal(&old_place, &it.vault.open(&place, &before.secret)?)?);
    one.old_until = Some(now + BOTH_SIGN);
    one.secret = it.vault.seal(&place, made.as_bytes())?;
    one.version += 1;
    it.keep(&mut tx, &actor, "webhook.rotate", (None, Some(&one))).await?;
    let webhook = view(&*tx, one, now).await?;
    tx.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(NewWebhookView { secret: made, webhook })).into_response())
}
