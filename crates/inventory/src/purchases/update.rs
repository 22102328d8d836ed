//! PATCH /purchase-orders/{id}

use axum::extract::State;
use chrono::NaiveDate;
use contracts::inventory::{PURCHASE_WRITE, PurchaseOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path, present};
use kernel::text::{self, filled};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Purchasing;
use super::command::{Answer, Asked};
use super::fulfil::Goods;
use super::input::{NOTES, day};
use super::state::PurchaseState;
use super::view::PurchaseOrderView;
use crate::error::Error;

/// The fields to change; those left out stay.
#[expect(clippy::option_option, reason = "null clears a field, one left out stays")]
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PurchaseOrderChange {
    /// When it is expected now: a back-order that comes later.
    #[serde(deserialize_with = "present")]
    #[garde(custom(day()))]
    #[schema(value_type = Option<NaiveDate>)]
    pub expected_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(value_type = Option<String>, max_length = 2000, format = "prose")]
    pub notes: Option<Option<String>>,
}

/// Changes when a purchase order is expected, and what is noted on it. Permission: `purchase.write`.
#[utoipa::path(
    patch, path = "/purchase-orders/{purchase_order_id}", operation_id = "update_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = PurchaseOrderChange,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn update_purchase_order(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<PurchaseOrderId>,
    Json(body): Json<PurchaseOrderChange>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.update", id, PURCHASE_WRITE, &body)?;
    let change = command.run(&purchasing, |order, _| {
        if matches!(order.state, PurchaseState::Closed | PurchaseState::Cancelled) {
            return Err(Error::WrongState(order.state.to_string()).into());
        }
        order.expected_on = body.expected_on.unwrap_or(order.expected_on);
        order.notes = body.notes.map_or(order.notes.take(), filled);
        Ok(Goods::default())
    });
    change.await
}
