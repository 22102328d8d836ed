//! `PATCH /webhooks/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::text::filled_line;
use kernel::{Problem, SiteId, Via};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::endpoint::WebhookState;
use super::input;
use super::view::{WebhookView, view};
use crate::Webhooks;
use crate::events::EventType;

/// What is to be another of a webhook; what is left out stays.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct UpdateWebhook {
    #[garde(inner(custom(filled_line(100))))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: Option<String>,
    #[garde(inner(custom(filled_line(1000))))]
    #[schema(max_length = 1000, format = "filled-line")]
    pub url: Option<String>,
    #[garde(inner(length(max = 100)))]
    #[schema(max_items = 100)]
    pub types: Option<Vec<EventType>>,
    #[garde(inner(length(min = 1, max = 1000)))]
    #[schema(min_items = 1, max_items = 1000)]
    pub sites: Option<Vec<SiteId>>,
    /// Switched on it goes on from its place at once, with all its tries; switched off its place stays.
    #[garde(skip)]
    pub enabled: Option<bool>,
}

/// Changes a webhook, or switches it on or off.
///
/// Permission: `webhook.manage` at each of its sites, those of before and those of afterwards.
#[utoipa::path(patch, path = "/webhooks/{webhook_id}", tag = "webhooks", operation_id = "update_webhook",
    params(("webhook_id" = Uuid, Path), ("If-Match" = Option<String>, Header)), request_body = UpdateWebhook,
    responses((status = 200, body = WebhookView)), security(("bearer" = [])))]
pub async fn update_webhook(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<UpdateWebhook>,
) -> Result<Versioned<WebhookView>, Problem> {
    let now = it.context.clock.now();
    let mut tx = it.context.db.begin().await?;
    let before = it.managed(&tx, &actor, id).await?;
    if_match.check(before.version)?;
    let mut one = before.clone();
    one.name = body.name.map_or(one.name, |name| name.trim().to_owned());
    one.url = body.url.map_or(Ok(one.url), |url| it.address(&url))?;
    one.kinds = body.types.map_or(Ok(one.kinds), input::kinds)?;
    one.sites = body.sites.map_or(Ok(one.sites), |sites| input::sites(&actor, sites))?;
    if matches!(actor.via, Via::Session(_)) {
        one.user_id = Some(UserId(actor.id));
    }
    match body.enabled {
        Some(true) => one.switch_on(now),
        Some(false) => {
            one.state = WebhookState::Off;
            one.begin_anew(now);
        }
        // Whoever is telling it does so by what it was: it is told anew.
        None if one.claim.is_some() => (one.claim, one.due_at) = (None, now),
        None => {}
    }
    one.version += 1;
    it.keep(&mut tx, &actor, "webhook.update", (Some(&before), Some(&one))).await?;
    let version = one.version;
    let shown = view(&*tx, one, now).await?;
    tx.commit().await?;
    Ok(Versioned(version, shown))
}
