//! POST /purchase-orders/{id}/lines/{id}/substitute

use axum::extract::State;
use contracts::inventory::{PURCHASE_WRITE, PartSubstituted, ProductCard, ProductId, PurchaseLineId, PurchaseOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Amount, Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Purchasing;
use super::command::{Answer, Asked};
use super::fulfil::Goods;
use super::input::line_of;
use super::purchase_order::{Link, PurchaseOrder};
use super::view::PurchaseOrderView;
use crate::error::Error;
use crate::products::Product;
use crate::{fields, products, suppliers};

/// What comes in place of what was ordered.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Substitute {
    #[garde(skip)]
    pub product_id: ProductId,
    /// Of one of the supplier's packs, net; what the supplier asked last when left out.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub pack_cost: Option<Amount>,
}

/// Takes another part in place of what has not come of a line. The jobs that wait for it get the other part at its price: one that then
/// costs more than was approved has to be approved again. Goods are received as usual afterwards. Permission: `purchase.write`.
///
/// Refused with `nothing-outstanding`, `partly-served` (a job has some of it already) or `billed-ahead` (more is billed than came).
#[utoipa::path(
    post, path = "/purchase-orders/{purchase_order_id}/lines/{purchase_line_id}/substitute", operation_id = "substitute_purchase_line",
    tag = "inventory", security(("bearer" = [])),
    params(
        ("purchase_order_id" = PurchaseOrderId, Path), ("purchase_line_id" = PurchaseLineId, Path),
        ("Idempotency-Key" = Option<String>, Header)
    ),
    request_body = Substitute,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn substitute_purchase_line(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path((id, line)): Path<(PurchaseOrderId, PurchaseLineId)>,
    Json(body): Json<Substitute>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.substitute", id, PURCHASE_WRITE, &(line, &body))?;
    let order = command.peek(&purchasing).await?;
    let product = other_part(&purchasing, body.product_id).await?;
    let reader = purchasing.context.db.reader();
    let items = suppliers::store::items_of(reader, order.supplier.id, &[product.id]).await?;
    let substitute = command.run(&purchasing, |order, _| {
        let by = line_of(&product, items.first(), Quantity::ZERO, body.pack_cost, vec![]);
        let waiting = order.substitute(line, by)?;
        Ok(Goods { substituted: news(order, waiting, &product.card()), ..Goods::default() })
    });
    substitute.await
}

/// A part of the catalogue that is in use, and of which stock is kept.
async fn other_part(purchasing: &Purchasing, id: ProductId) -> Result<Product, Problem> {
    let pointer = || "/product_id".to_owned();
    let found = products::store::find_many(purchasing.context.db.reader(), &[id]).await?.into_iter().next();
    let product = found.filter(|product| !product.archived).ok_or_else(|| Error::UnknownProduct { pointer: pointer() })?;
    if product.tracked { Ok(product) } else { Err(Error::NotTracked { pointer: pointer() }.into()) }
}

fn news(order: &PurchaseOrder, waiting: Vec<Link>, part: &ProductCard) -> Vec<PartSubstituted> {
    let tell = |link: Link| PartSubstituted {
        work_order_id: link.work_order_id,
        site_id: order.site_id,
        line_id: link.line_id,
        part: part.clone(),
    };
    waiting.into_iter().map(tell).collect()
}
