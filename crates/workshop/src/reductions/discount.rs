//! Gives a discount on an order or on one of its jobs, or takes it off.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{JobId, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::text::{filled, line};
use kernel::{Actor, Amount, BasisPoints, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rule::{Discount, Size};
use crate::deposits::{amounts, shares};
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// A share or an amount, with its reason; or neither: then there is no discount any more.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveDiscount {
    /// Of what the lines cost after their own discounts.
    #[serde(default)]
    #[garde(inner(custom(shares())))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    pub share: Option<BasisPoints>,
    /// In minor units of the order's currency, without VAT; at most all of it is taken.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Option<Amount>,
    /// Needed with a discount.
    #[serde(default)]
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub reason: Option<String>,
}

impl GiveDiscount {
    fn by(self, actor: &Actor) -> Result<Option<Discount>, Problem> {
        let size = match (self.share, self.amount) {
            (Some(_), Some(_)) => return Err(Problem::field("/amount", "exclusive", "it is a share or an amount")),
            (None, None) => return Ok(None),
            (share, amount) => share.map(Size::Share).or(amount.map(Size::Amount)),
        };
        let reason = filled(self.reason).ok_or_else(|| Problem::field("/reason", "missing", "a discount has a reason"))?;
        Ok(size.map(|size| Discount { size, reason, by: actor.name.clone(), coupon: None }))
    }
}

/// Gives a discount on the whole order, in the place of the one that it has. It is spread over the lines, for each VAT rate; an amount is
/// parted by what the jobs cost now.
///
/// Permission: `work_order.update`; the role's greatest discount counts line, job and order together. 409 `line-locked` when something of
/// the order is invoiced.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/discount", tag = MODULE, operation_id = "discount_work_order",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header)),
    request_body = GiveDiscount, responses((status = 200, body = WorkOrderView)))]
pub async fn discount_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<GiveDiscount>,
) -> Result<Answer, Problem> {
    let command = asked.to("discount_work_order", id, WORK_ORDER_UPDATE, &body)?;
    let (discount, actor) = (body.by(&command.actor)?, command.actor.clone());
    command.run(&workshop, |order| order.discount_order(discount, actor.limits(order.site_id))).await
}

/// Gives a discount on one job, in the place of the one that it has. It is spread over its lines, for each VAT rate.
///
/// Permission: `work_order.update`; the role's greatest discount counts line, job and order together. 409 `line-locked` when something of
/// the job is invoiced.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/jobs/{job_id}/discount", tag = MODULE, operation_id = "discount_job",
    security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("job_id" = JobId, Path), ("If-Match" = Option<String>, Header)),
    request_body = GiveDiscount, responses((status = 200, body = WorkOrderView)))]
pub async fn discount_job(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path((id, job_id)): Path<(WorkOrderId, JobId)>,
    Json(body): Json<GiveDiscount>,
) -> Result<Answer, Problem> {
    let command = asked.to(&format!("discount_job:{job_id}"), id, WORK_ORDER_UPDATE, &body)?;
    let (discount, actor) = (body.by(&command.actor)?, command.actor.clone());
    command.run(&workshop, |order| order.discount_job(job_id, discount, actor.limits(order.site_id))).await
}
