//! What happened to an order, newest first.

use std::sync::Arc;

use axum::extract::State as Shared;
use chrono::{DateTime, Utc};
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::fact::Detail;
use super::store;
use crate::{MODULE, Workshop};

/// A line of the history.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HistoryEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// Name of who did it.
    pub by: String,
    /// opened, updated, `job_added`, …, `handed_over`
    pub event: String,
    pub detail: Option<Detail>,
}

/// Lists an order's history.
///
/// Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/work-orders/{work_order_id}/history", tag = MODULE, operation_id = "list_work_order_history", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), PageQuery), responses((status = 200, body = Page<HistoryEntry>))
)]
pub async fn list_history(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<HistoryEntry>>, Problem> {
    let reader = workshop.context.db.reader();
    let site = store::site_of(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, site)?;
    let limit = page.limit()?;
    let entries = store::history_of(reader, id, page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(entries, limit, |entry| entry.id).map(view)))
}

fn view(entry: store::Entry) -> HistoryEntry {
    HistoryEntry {
        id: entry.id,
        at: entry.at,
        by: entry.by_name,
        event: entry.event,
        detail: entry.detail.as_deref().map(Detail::from_text),
    }
}
