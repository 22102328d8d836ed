//! `POST /webhooks/{id}/replay`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::{WebhookView, view};
use crate::Webhooks;
use crate::events::store;

/// From where a webhook is told again: one of both.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayWebhook {
    /// From this event on, with it.
    #[serde(default)]
    #[garde(skip)]
    pub event_id: Option<Uuid>,
    /// From the first event of this time on.
    #[serde(default)]
    #[garde(skip)]
    pub since: Option<DateTime<Utc>>,
}

/// Sets a webhook's place in the feed back, or forward, and switches it on: it is told all that follows, in order, each event with the id
/// that it had. Refused with `required` beside what is missing, `unknown` beside an event that is not one of its own.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(post, path = "/webhooks/{webhook_id}/replay", tag = "webhooks", operation_id = "replay_webhook",
    params(("webhook_id" = Uuid, Path)), request_body = ReplayWebhook,
    responses((status = 200, body = WebhookView)), security(("bearer" = [])))]
pub async fn replay_webhook(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(from): Json<ReplayWebhook>,
) -> Result<Json<WebhookView>, Problem> {
    let now = it.context.clock.now();
    let mut tx = it.context.db.begin().await?;
    let before = it.managed(&tx, &actor, id).await?;
    let mut one = before.clone();
    one.place = match (from.event_id, from.since) {
        (Some(event), None) => {
            let found = store::find(&*tx, &one.wanted(), event).await?;
            found.ok_or_else(|| Problem::field("/event_id", "unknown", "It is told of no such event"))?.seq - 1
        }
        (None, Some(since)) => store::place_before(&*tx, since).await?,
        _ => return Err(Problem::field("/event_id", "required", "Say from which event or from when on, and not both")),
    };
    one.switch_on(now);
    one.version += 1;
    it.keep(&mut tx, &actor, "webhook.replay", (None, Some(&one))).await?;
    let shown = view(&*tx, one, now).await?;
    tx.commit().await?;
    Ok(Json(shown))
}
