//! Lets one order go on.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::customers::CUSTOMER_HOLD;
use contracts::workshop::WorkOrderId;
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::text::filled_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AllowCredit)]
pub struct Allow {
    /// Why; at most 300 characters.
    #[garde(custom(filled_line(300)))]
    #[schema(max_length = 300, format = "filled-line")]
    pub reason: String,
}

/// Lets one order begin though its customer's credit is used up, or they are on hold; the customer's next order waits again.
///
/// Refused with `wrong-state` once the work has begun. Permission: `customer.hold`, at the order's site.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/allow-credit", tag = MODULE, operation_id = "allow_credit",
    security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Allow, responses((status = 200, body = WorkOrderView)))]
pub async fn allow_credit(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Allow>,
) -> Result<Answer, Problem> {
    let command = asked.to("allow_credit", id, CUSTOMER_HOLD, &body)?;
    let (by, now) = (command.actor.name.clone(), workshop.now());
    command.run(&workshop, |order| order.allow_credit(body.reason.trim().to_owned(), by, now)).await
}
