//! The intake sheets of an order.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::store;
use super::view::{self, IntakesView};
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// The intake sheets of an order, newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/intakes", tag = MODULE, operation_id = "list_intakes", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = IntakesView)))]
pub async fn list_intakes(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<IntakesView>, Problem> {
    let reader = workshop.context.db.reader();
    let order = orders::find(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let mut items = vec![];
    for row in store::of_order(reader, id).await? {
        items.push(view::whole(reader, row, &order, &actor).await?);
    }
    Ok(Json(IntakesView { actions: view::actions(&order, &items, &actor), items }))
}
