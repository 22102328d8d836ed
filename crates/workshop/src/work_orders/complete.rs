//! The work is done: the closing gate, the stock check, and the event from which stock falls and the invoice is drafted.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::inventory::ProductId;
use contracts::workshop::{WORK_ORDER_ALLOW_NEGATIVE_STOCK, WORK_ORDER_COMPLETE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, prose};
use kernel::{Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::input::kilometres;
use super::view::WorkOrderView;
use super::work_order::WorkOrder;
use crate::error::{Error, Shortage};
use crate::gate::rule::GateLevel;
use crate::gate::{self, Passing};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CompleteWorkOrder)]
pub struct Complete {
    /// Kilometres; not less than when it came.
    #[garde(inner(custom(kilometres())))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer_out: Option<i64>,
    /// The instrument cannot be read: no reading is asked for, but `reason` says why.
    #[serde(default)]
    #[garde(skip)]
    pub odometer_unreadable: bool,
    /// Completes although stock falls below zero; takes `work_order.allow_negative_stock`.
    #[serde(default)]
    #[garde(skip)]
    pub allow_negative_stock: bool,
    /// Why it is completed all the same, where the site's rules warn.
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

/// Completes the order.
///
/// Refused with `nothing-to-invoice`, `odometer-rollback`, `gate-closed` or, without a reason, `gate-warns`, whose `errors` name each
/// rule of the site that stands in the way, or with `stock-insufficient`, whose `errors` have `product_id`, `code`, `description`, `wanted` and `available` of each article in their `values`.
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
    let mut levels = gate::levels(workshop.context.db.reader(), order.site_id).await?;
    if body.odometer_unreadable {
        levels.unread();
    }
    // Where parts block, nobody passes without them.
    let may_lack = body.allow_negative_stock && levels.parts != GateLevel::Block;
    let short = if may_lack { vec![] } else { shortages(&workshop, &order).await? };
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let mut open = command.open(&workshop).await?;
    let mut facts = open.order.complete(body.odometer_out, workshop.now())?;
    let short_of = short.iter().map(|shortage| shortage.product).collect();
    let passing = Passing { odometer_out: body.odometer_out, reason: filled(body.reason), short: short_of };
    facts.extend(gate::pass(&*open.tx, &open.before, &levels, passing).await?);
    if !short.is_empty() {
        return Err(Error::StockInsufficient(short).into());
    }
    command.close(&workshop, open, &facts).await
}

/// The articles of which there is less than the order needs, without what is reserved for others.
pub async fn shortages(workshop: &Workshop, order: &WorkOrder) -> Result<Vec<Shortage>, Problem> {
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
