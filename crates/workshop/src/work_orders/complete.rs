//! The work is done: the closing gate, the stock check, and the event from which stock falls and the invoice is drafted.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::inventory::ProductId;
use contracts::workshop::{WORK_ORDER_ALLOW_NEGATIVE_STOCK, WORK_ORDER_COMPLETE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::input::kilometres;
use super::view::WorkOrderView;
use super::work_order::WorkOrder;
use crate::error::{Error, Shortage};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CompleteWorkOrder)]
pub struct Complete {
    /// Kilometres; not less than when it came.
    #[garde(inner(custom(kilometres())))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer_out: Option<i64>,
    /// Completes although stock falls below zero; takes `work_order.allow_negative_stock`.
    #[serde(default)]
    #[garde(skip)]
    pub allow_negative_stock: bool,
}

/// Completes the order.
///
/// Refused with `approval-missing`, `nothing-to-invoice`, `technician-missing`, `odometer-rollback` or `stock-insufficient`, whose
/// `errors` have `product_id`, `code`, `description`, `wanted` and `available` of each article in their `values`.
/// Of many at once exactly one wins. Permission: `work_order.complete`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/complete", tag = MODULE, operation_id = "complete_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Complete, responses((status = 200, body = WorkOrderView))
)]
pub async fn complete_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Complete>,
) -> Result<Answer, Problem> {
    let command = asked.to("complete_work_order", id, WORK_ORDER_COMPLETE, &body)?;
    let order = command.peek(&workshop).await?;
    if body.allow_negative_stock {
        command.actor.permit(WORK_ORDER_ALLOW_NEGATIVE_STOCK, order.site_id)?;
    }
    let short = if body.allow_negative_stock { vec![] } else { shortages(&workshop, &order).await? };
    let now = workshop.now();
    let complete = command.run(&workshop, |order| {
        let facts = order.complete(body.odometer_out, now)?;
        if short.is_empty() { Ok(facts) } else { Err(Error::StockInsufficient(short)) }
    });
    complete.await
}

/// The articles of which there is less than the order needs, without what is reserved for others.
async fn shortages(workshop: &Workshop, order: &WorkOrder) -> Result<Vec<Shortage>, Problem> {
    let needed = order.stock_needed();
    if needed.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<_> = needed.iter().map(|(id, _)| *id).collect();
    let available = workshop.catalogue.available_to(order.id, order.site_id, &ids).await?;
    let short = available.iter().filter_map(|(id, available)| {
        let (_, needed) = needed.iter().find(|(product, _)| product == id)?;
        (available < needed).then(|| shortage(order, *id, *available, *needed))
    });
    Ok(short.collect())
}

fn shortage(order: &WorkOrder, id: ProductId, available: Quantity, wanted: Quantity) -> Shortage {
    let line = order.approved_lines().find_map(|(_, line)| (line.product_id == Some(id)).then_some(line));
    let (code, description) = line.map(|line| (line.code.clone(), line.description.clone())).unwrap_or_default();
    Shortage { product: id, code, description, wanted, available }
}
