//! `GET /threads/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use contracts::workshop::{WORK_ORDER_AUTHORISE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};

use super::view::{Thread, ThreadAdvisor, merged};
use super::{Threads, pictures, store};

/// What was said about a work order, newest first: what its customer was sent, what they wrote back and asked, and that it was handed over. Permission: `message.read`.
#[utoipa::path(get, path = "/threads/{work_order_id}", tag = "notifications", operation_id = "show_thread",
    params(("work_order_id" = WorkOrderId, Path), PageQuery), responses((status = 200, body = Thread)), security(("bearer" = [])))]
pub async fn show_thread(
    State(it): State<Arc<Threads>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Thread>, Problem> {
    let order = it.order(&actor, id, MESSAGE_READ).await?;
    let (reader, limit, before) = (it.context.db.reader(), page.limit()?, page.cursor()?);
    let thread = store::find(reader, id).await?;
    let sent = store::sent(reader, id, before, limit + 1).await?;
    let entries = store::entries(reader, id, before, limit + 1).await?;
    let pictures = pictures::of_entries(reader, &entries).await?;
    let rows = merged(sent, (entries, pictures), limit + 1, it.context.clock.now());
    let Page { items, next } = Page::cut(rows, limit, |row| row.id);
    let advisor = thread.as_ref().and_then(|thread| Some(ThreadAdvisor { id: thread.advisor_id?, name: thread.advisor_name.clone()? }));
    let actions = actor.allowed(order.site_id, &[("write", WORK_ORDER_AUTHORISE), ("hand_over", WORK_ORDER_AUTHORISE)]);
    Ok(Json(Thread { items, next, unread: thread.map_or(0, |thread| thread.unread), advisor, actions }))
}
