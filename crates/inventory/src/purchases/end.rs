//! POST /purchase-orders/{id}/close and /cancel

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, PurchaseOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::text::filled_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Purchasing;
use super::command::{Answer, Asked};
use super::fulfil::Goods;
use super::input::Nothing;
use super::view::PurchaseOrderView;
use crate::fields::NAME;

/// Closes a purchase order: what has not come is waited for no more, and the jobs that it was for are short again.
/// Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/purchase-orders/{purchase_order_id}/close", operation_id = "close_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn close_purchase_order(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<PurchaseOrderId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.close", id, PURCHASE_WRITE, &body)?;
    let close = command.run(&purchasing, |order, now| {
        order.close(now)?;
        Ok(Goods::default())
    });
    close.await
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelPurchaseOrder {
    #[garde(custom(filled_line(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub reason: String,
}

/// Cancels a purchase order of which nothing came. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/purchase-orders/{purchase_order_id}/cancel", operation_id = "cancel_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = CancelPurchaseOrder,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn cancel_purchase_order(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<PurchaseOrderId>,
    Json(body): Json<CancelPurchaseOrder>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.cancel", id, PURCHASE_WRITE, &body)?;
    let cancel = command.run(&purchasing, |order, now| {
        order.cancel(body.reason.trim().to_owned(), now)?;
        Ok(Goods::default())
    });
    cancel.await
}
