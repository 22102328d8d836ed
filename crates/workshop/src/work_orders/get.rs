//! One work order, whole.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::store;
use super::view::{self, WorkOrderView};
use crate::{MODULE, Workshop};

/// Shows a work order.
///
/// Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/work-orders/{work_order_id}", tag = MODULE, operation_id = "get_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = WorkOrderView))
)]
pub async fn get_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Versioned<WorkOrderView>, Problem> {
    let order = store::find(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    Ok(Versioned(order.version, view::whole(&order, &actor)))
}
