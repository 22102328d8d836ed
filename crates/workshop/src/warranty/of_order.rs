//! How long each line of an order is good for, before it is sold and after.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{LineId, WORK_ORDER_READ, WORK_ORDER_UPDATE, WorkOrderId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::sold::{Model, UsualTerms, WarrantyTerm};
use super::store;
use crate::work_orders::line::Line;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// The warranties of an order's lines.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderWarranties {
    /// In the order of the page; declined jobs left out.
    pub items: Vec<LineWarranty>,
    /// update
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LineWarranty {
    pub line_id: LineId,
    pub description: String,
    pub months: Option<i32>,
    pub km: Option<i64>,
    /// Chosen for this line; otherwise it is what the site gives.
    pub own: bool,
}

/// How long each line of a work order is good for. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/warranties", tag = MODULE, operation_id = "list_order_warranties",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = OrderWarranties)))]
pub async fn list_order_warranties(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<OrderWarranties>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let kept = store::of_order(db, id).await?;
    let is_work = order.state.name().is_work();
    // What was sold keeps its terms, whatever the site gives now.
    let usual = if is_work { store::terms(db, order.site_id).await? } else { UsualTerms::default() };
    let lines = order.jobs.iter().filter(|job| !job.is_declined()).flat_map(|job| &job.lines);
    let possible = if is_work { vec![("update", WORK_ORDER_UPDATE)] } else { vec![] };
    let actions = actor.allowed(order.site_id, &possible).into_iter().map(str::to_owned).collect();
    Ok(Json(OrderWarranties { items: lines.map(|line| shown(line, &kept, &usual)).collect(), actions }))
}

fn shown(line: &Line, kept: &[Model], usual: &UsualTerms) -> LineWarranty {
    let row = kept.iter().find(|row| row.line_id == line.id);
    let WarrantyTerm { months, km } = row.map_or_else(|| usual.of(line.kind), Model::term);
    LineWarranty { line_id: line.id, description: line.description.clone(), months, km, own: row.is_some_and(|row| row.own) }
}
