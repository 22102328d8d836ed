//! `GET /webhooks/{id}/deliveries`

use std::sync::Arc;

use axum::extract::State;
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use uuid::Uuid;

use super::store;
use super::view::WebhookDelivery;
use crate::Webhooks;

/// What came of telling a webhook, the newest first: the last thousand tries.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(get, path = "/webhooks/{webhook_id}/deliveries", tag = "webhooks", operation_id = "list_webhook_deliveries",
    params(("webhook_id" = Uuid, Path), PageQuery), responses((status = 200, body = Page<WebhookDelivery>)), security(("bearer" = [])))]
pub async fn list_webhook_deliveries(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<WebhookDelivery>>, Problem> {
    let one = it.shown(&actor, id).await?;
    let limit = page.limit()?;
    let rows = store::deliveries(it.context.db.reader(), one.id, page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(WebhookDelivery::from)))
}
