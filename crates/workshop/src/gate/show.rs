//! What stands in the way of an order, before anybody tries.

use std::sync::Arc;

use axum::extract::State;
use contracts::inventory::PartsLight;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::rule::{GateFault, faults, faults_at_start};
use super::store;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Gate {
    /// Nothing once the order is completed.
    pub faults: Vec<GateFault>,
}

/// What stands in the way of completing a work order, and first of beginning it, by the rules of its site. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/gate", tag = MODULE, operation_id = "show_gate", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = Gate)))]
pub async fn show_gate(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<Gate>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    if order.expect_visit().is_err() {
        return Ok(Json(Gate { faults: vec![] }));
    }
    let levels = store::levels(db, order.site_id).await?;
    let ahead = faults_at_start(&order, &levels, super::credit(&workshop, &order).await?);
    let mut around = store::around(db, &order, &levels).await?;
    let missing = order.parts.iter().filter(|part| part.light() != PartsLight::OnPremises);
    around.short = missing.map(|part| part.line_id).collect();
    Ok(Json(Gate { faults: ahead.into_iter().chain(faults(&order, &levels, &around)).collect() }))
}
