//! The estimates of an order, and what came of them.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem};
use sea_orm::ConnectionTrait;

use super::store;
use super::view::{DecisionView, EstimatesView, VersionView, WordView, actions};
use crate::links::view::LinkView;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop, links};

/// The versions of an order's estimate, what was decided with its evidence, questions, and links. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/estimates", tag = MODULE, operation_id = "list_estimates",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = EstimatesView)))]
pub async fn list_estimates(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<EstimatesView>, Problem> {
    let reader = workshop.context.db.reader();
    let order = orders::find(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    Ok(Json(whole(&workshop, reader, &order, &actor).await?))
}

pub async fn whole<C: ConnectionTrait>(workshop: &Workshop, conn: &C, order: &WorkOrder, actor: &Actor) -> Result<EstimatesView, Problem> {
    let (versions, now) = (store::versions(conn, order.id).await?, workshop.now());
    let newest = versions.first().map_or(0, |row| row.number);
    Ok(EstimatesView {
        actions: actions(order, newest > 0, actor),
        items: versions.into_iter().map(|row| VersionView::of(row, newest, now)).collect(),
        decisions: store::decisions(conn, order.id).await?.into_iter().map(DecisionView::from).collect(),
        words: store::words(conn, order.id).await?.into_iter().map(WordView::from).collect(),
        links: links::store::of_record(conn, order.id.0).await?.into_iter().map(LinkView::from).collect(),
        settings: store::settings(conn, order.site_id).await?.into(),
    })
}
