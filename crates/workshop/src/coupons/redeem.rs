//! Redeems a coupon on an order, or takes it off.

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, line};
use kernel::{Limits, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::spelled;
use super::rule::{Standing, check, discount, unknown};
use super::store;
use crate::error::Error;
use crate::time::period;
use crate::work_orders::command::{Answer, Asked, Command, Open};
use crate::work_orders::fact::Fact;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// The code; without one the order's coupon is taken off.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedeemCoupon {
    #[serde(default)]
    #[garde(custom(line(30)))]
    #[schema(max_length = 30, format = "line")]
    pub code: Option<String>,
}

/// Gives the discount of a coupon on the whole order, in the place of the one that it has. A coupon is good for whoever is at the desk,
/// whatever their role may give.
///
/// Permission: `work_order.update`. Refused beside the code: `coupon-unknown`, `coupon-not-yet`, `coupon-over`, `coupon-used-up`,
/// `coupon-used` (by this customer) and `coupon-too-little`. 409 `line-locked` when something of the order is invoiced.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/coupon", tag = MODULE, operation_id = "redeem_coupon",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header)),
    request_body = RedeemCoupon, responses((status = 200, body = WorkOrderView)))]
pub async fn redeem_coupon(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<RedeemCoupon>,
) -> Result<Answer, Problem> {
    let command = asked.to("redeem_coupon", id, WORK_ORDER_UPDATE, &body)?;
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    match filled(body.code) {
        Some(code) => redeem(&workshop, command, &spelled(&code)).await,
        None => command.run(&workshop, take_off).await,
    }
}

async fn redeem(workshop: &Workshop, command: Command, code: &str) -> Result<Answer, Problem> {
    let order = command.peek(workshop).await?;
    let site = site(workshop.sites.as_ref(), order.site_id).await?;
    let mut open = command.open(workshop).await?;
    let Some(coupon) = store::lock(&open.tx, site.id, code).await? else { return unknown() };
    let Open { tx, order, .. } = &mut open;
    let (used, used_by_customer) = store::used_beside(tx, coupon.id, order.id, order.customer.id).await?;
    let used_by_customer = if order.customer.known().is_some() { used_by_customer } else { 0 };
    let today = period::today(&site, workshop.now());
    check(&coupon, &Standing { today, net: order.reducible().into_iter().sum(), used, used_by_customer })?;
    let facts = order.discount_order(Some(discount(&coupon, &command.actor.name)), Limits::default())?;
    command.close(workshop, open, &facts).await
}

fn take_off(order: &mut WorkOrder) -> Result<Vec<Fact>, Error> {
    match &order.discount {
        Some(discount) if discount.coupon.is_some() => order.discount_order(None, Limits::default()),
        _ => Ok(vec![]),
    }
}
