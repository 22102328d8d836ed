//! `GET /webhooks`

use std::sync::Arc;

use axum::extract::State;
use contracts::webhooks::WEBHOOK_MANAGE;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::paging::Page;

use super::store;
use super::view::{WebhookView, view};
use crate::Webhooks;

/// The webhooks whose sites are all the caller's to manage, the oldest first.
///
/// Permission: `webhook.manage`.
#[utoipa::path(get, path = "/webhooks", tag = "webhooks", operation_id = "list_webhooks",
    responses((status = 200, body = Page<WebhookView>)), security(("bearer" = [])))]
pub async fn list_webhooks(State(it): State<Arc<Webhooks>>, Caller(actor): Caller) -> Result<Json<Page<WebhookView>>, Problem> {
    actor.permit_anywhere(WEBHOOK_MANAGE)?;
    let (reader, now) = (it.context.db.reader(), it.context.clock.now());
    let mut items = vec![];
    for one in store::all(reader).await?.into_iter().filter(|one| one.is_managed_by(&actor)) {
        items.push(view(reader, one, now).await?);
    }
    Ok(Json(Page { items, next: None }))
}
