//! The order is for another vehicle.

use std::sync::Arc;

use axum::extract::State;
use contracts::vehicles::VehicleId;
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::store;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::Vehicle;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeVehicle {
    #[garde(skip)]
    pub vehicle_id: VehicleId,
    /// Somebody looked at parts and times: they fit the other vehicle too.
    #[serde(default)]
    #[garde(skip)]
    pub fits: bool,
}

/// The order is for another vehicle; its odometer reading was the other's and goes.
///
/// Refused with `no-vehicle` of a sale at the counter, with `may-not-fit`, whose detail names the lines, until somebody says that they fit; with `already-invoiced` once an invoice was
/// issued. Permission: `work_order.update`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/vehicle", tag = MODULE, operation_id = "change_vehicle", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = ChangeVehicle,
    responses((status = 200, body = WorkOrderView)))]
pub async fn change_vehicle(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<ChangeVehicle>,
) -> Result<Answer, Problem> {
    let command = asked.to("change_vehicle", id, WORK_ORDER_UPDATE, &body)?;
    command.peek(&workshop).await?;
    let card = workshop.vehicles.cards(&[body.vehicle_id]).await?.into_iter().next();
    let card = card.ok_or_else(|| Problem::field("/vehicle_id", "unknown", "does not exist"))?;
    let vehicle = Vehicle { id: Some(card.id), plate: card.plate, label: card.label };
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let mut open = command.open(&workshop).await?;
    let facts = open.order.be_for(vehicle, body.fits)?;
    store::follow_vehicle(&open.tx, &open.order).await?;
    command.close(&workshop, open, &facts).await
}
