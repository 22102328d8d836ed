//! `GET /threads/unread`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Threads, store};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UnreadQuery {
    /// All the caller's sites when left out.
    site: Option<SiteId>,
}

/// What came from the customer of an order and nobody of the desk saw.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnreadThread {
    pub work_order_id: WorkOrderId,
    pub unread: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnreadThreads {
    /// Of 500 orders at most.
    pub items: Vec<UnreadThread>,
}

/// The orders whose customers wrote something that nobody of the desk saw yet. Permission: `message.read`.
#[utoipa::path(get, path = "/threads/unread", tag = "notifications", operation_id = "list_unread_threads", params(UnreadQuery),
    responses((status = 200, body = UnreadThreads)), security(("bearer" = [])))]
pub async fn list_unread_threads(
    State(it): State<Arc<Threads>>,
    Caller(actor): Caller,
    Query(query): Query<UnreadQuery>,
) -> Result<Json<UnreadThreads>, Problem> {
    let sites = actor.visible_sites(query.site, MESSAGE_READ)?;
    let rows = store::unread(it.context.db.reader(), sites.as_deref()).await?;
    let items = rows.into_iter().map(|row| UnreadThread { work_order_id: row.work_order_id, unread: row.unread }).collect();
    Ok(Json(UnreadThreads { items }))
}
