//! `POST /webhooks/{id}/trial`

use std::sync::Arc;

use axum::extract::State;
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::endpoint::{Delivery, Endpoint};
use super::store;
use super::view::WebhookDelivery;
use crate::Webhooks;
use crate::events::store::Placed;
use crate::events::{self, EventData, EventType, FeedEvent};

/// What to try a webhook with.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TryWebhook {
    /// An event of the feed, once more; a `webhook.test` when left out.
    #[serde(default)]
    #[garde(skip)]
    pub event_id: Option<Uuid>,
}

/// Tells a webhook one thing at once, whatever state it is in, and says what came of it. Its place in the feed stays. Refused with `unknown`
/// beside an event that is not one of its own.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(post, path = "/webhooks/{webhook_id}/trial", tag = "webhooks", operation_id = "try_webhook",
    params(("webhook_id" = Uuid, Path)), request_body = TryWebhook,
    responses((status = 200, body = WebhookDelivery)), security(("bearer" = [])))]
pub async fn try_webhook(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<TryWebhook>,
) -> Result<Json<WebhookDelivery>, Problem> {
    let one = it.shown(&actor, id).await?;
    let event = match body.event_id {
        Some(event) => {
            let found = events::store::find(it.context.db.reader(), &one.wanted(), event).await?;
            found.ok_or_else(|| Problem::field("/event_id", "unknown", "It is told of no such event"))?
        }
        None => test(&it, &one)?,
    };
    let came = it.post(&one, &event).await?;
    let delivery = Delivery::of(&one, &event, &came, (1, true), it.context.clock.now());
    let tx = it.context.db.begin().await?;
    // It may have been removed meanwhile.
    if store::lock(&tx, id).await?.is_some() {
        store::insert_delivery(&tx, &delivery).await?;
    }
    tx.commit().await?;
    Ok(Json(delivery.into()))
}

/// An event that did not happen.
fn test(it: &Webhooks, one: &Endpoint) -> Result<Placed, Problem> {
    let event = FeedEvent {
        id: Uuid::now_v7(),
        kind: EventType::WebhookTest,
        version: 1,
        timestamp: it.context.clock.now(),
        site_id: Some(one.first_site()),
        data: EventData { id: one.id, ..EventData::default() },
        link: format!("/api/v1/webhooks/{}", one.id),
    };
    let body = serde_json::to_string(&event).map_err(|error| Problem::internal(&error))?;
    Ok(Placed { id: event.id, seq: 0, kind: event.kind.name().to_owned(), body })
}
