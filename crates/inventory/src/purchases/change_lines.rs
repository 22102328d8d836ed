//! POST, PATCH and DELETE on the lines of a draft.

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, PurchaseLineId, PurchaseOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Amount, Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Purchasing;
use super::command::{Answer, Asked};
use super::fulfil::Goods;
use super::input::{self, PurchaseLineInput, units};
use super::view::PurchaseOrderView;
use crate::error::Error;
use crate::fields;
use crate::suppliers;

/// Adds a product to a draft, or more of what is on it. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/purchase-orders/{purchase_order_id}/lines", operation_id = "add_purchase_line", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = PurchaseLineInput,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn add_purchase_line(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<PurchaseOrderId>,
    Json(body): Json<PurchaseLineInput>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.add_line", id, PURCHASE_WRITE, &body)?;
    let order = command.peek(&purchasing).await?;
    let tx = purchasing.context.db.begin().await?;
    let supplier = suppliers::store::find(&*tx, order.supplier.id).await?;
    let lines = input::lines(&tx, &supplier, std::slice::from_ref(&body), "").await?;
    drop(tx);
    let add = command.run(&purchasing, |order, _| {
        for line in lines {
            order.add(line)?;
        }
        Ok(Goods::default())
    });
    add.await
}

/// What may change on a line of a draft; left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PurchaseLineChange {
    /// How many of the supplier's packs, in thousandths; not less than work orders need.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub packs: Option<Quantity>,
    /// Of one pack, net.
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub pack_cost: Option<Amount>,
}

/// Changes a line of a draft. Permission: `purchase.write`.
#[utoipa::path(
    patch, path = "/purchase-orders/{purchase_order_id}/lines/{purchase_line_id}", operation_id = "update_purchase_line",
    tag = "inventory", security(("bearer" = [])),
    params(
        ("purchase_order_id" = PurchaseOrderId, Path), ("purchase_line_id" = PurchaseLineId, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read")
    ),
    request_body = PurchaseLineChange,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn update_purchase_line(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path((id, line)): Path<(PurchaseOrderId, PurchaseLineId)>,
    Json(body): Json<PurchaseLineChange>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.update_line", id, PURCHASE_WRITE, &(line, &body))?;
    let change = command.run(&purchasing, |order, _| {
        let known = order.lines.iter().find(|known| known.id == line).ok_or(Error::UnknownLine)?;
        let quantity = body.packs.map(|packs| units(packs, known.pack_size)).transpose()?;
        order.set_line(line, quantity, body.pack_cost)?;
        Ok(Goods::default())
    });
    change.await
}

/// Takes a line off a draft; the jobs that it was for are short again. Permission: `purchase.write`.
#[utoipa::path(
    delete, path = "/purchase-orders/{purchase_order_id}/lines/{purchase_line_id}", operation_id = "remove_purchase_line",
    tag = "inventory", security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("purchase_line_id" = PurchaseLineId, Path)),
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn remove_purchase_line(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path((id, line)): Path<(PurchaseOrderId, PurchaseLineId)>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.remove_line", id, PURCHASE_WRITE, &line)?;
    let remove = command.run(&purchasing, |order, _| {
        order.remove_line(line)?;
        Ok(Goods::default())
    });
    remove.await
}
