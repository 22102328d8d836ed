//! The notes of an order.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use serde::Deserialize;
use utoipa::IntoParams;

use super::note::{NoteKind, readable};
use super::store;
use super::view::{NoteView, shown};
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NotesQuery {
    #[param(inline)]
    kind: Option<NoteKind>,
    /// Replaced and withdrawn ones too.
    versions: Option<bool>,
}

/// Notes of a work order, the newest first. The desk's own are shown to who may change orders. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/notes", tag = MODULE, operation_id = "list_notes", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), NotesQuery, PageQuery), responses((status = 200, body = Page<NoteView>)))]
pub async fn list_notes(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(order): Path<WorkOrderId>,
    Query(query): Query<NotesQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<NoteView>>, Problem> {
    let db = workshop.context.db.reader();
    let site = orders::site_of(db, order).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, site)?;
    let mut kinds = readable(&actor, site);
    kinds.retain(|kind| query.kind.is_none_or(|asked| asked == *kind));
    let limit = page.limit()?;
    let rows = store::list(db, order, &kinds, query.versions == Some(true), page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| shown(row, &actor))))
}
