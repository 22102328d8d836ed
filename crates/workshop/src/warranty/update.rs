//! Another warranty for one line.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{LineId, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::list::{Warranty, shown};
use super::sold::{Model, WarrantyTerm};
use super::store;
use crate::error::Error;
use crate::work_orders::command::Asked;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Chooses the warranty of a line, until the order is completed; neither months nor kilometres is none. Permission: `work_order.update`.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/lines/{line_id}/warranty", tag = MODULE, operation_id = "set_line_warranty",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("line_id" = LineId, Path)),
    request_body = WarrantyTerm, responses((status = 200, body = Warranty)))]
pub async fn set_line_warranty(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path((id, line)): Path<(WorkOrderId, LineId)>,
    Json(term): Json<WarrantyTerm>,
) -> Result<Json<Warranty>, Problem> {
    let command = asked.to(&format!("set_line_warranty:{line}"), id, WORK_ORDER_UPDATE, &term)?;
    let open = command.open(&workshop).await?;
    open.order.expect_work()?;
    let row = chosen(&open.order, line, term)?;
    store::put_all(&open.tx, vec![row.clone()]).await?;
    let fact = Fact::WarrantyChosen { line: row.description.clone() };
    command.close(&workshop, open, &[fact]).await?;
    Ok(Json(shown(row, workshop.now().date_naive(), None)))
}

fn chosen(order: &WorkOrder, id: LineId, term: WarrantyTerm) -> Result<Model, Error> {
    let mut lines = order.jobs.iter().flat_map(|job| job.lines.iter().map(move |line| (job, line)));
    let (job, line) = lines.find(|(_, line)| line.id == id).ok_or(Error::UnknownLine(id))?;
    Ok(Model::of(order, job, line, term, true))
}
