//! POST /purchase-orders/{id}/receive

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::inventory::{GoodsReceiptId, PurchaseLineId, PurchaseOrderId, STOCK_RECEIVE};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::money::MAX_AMOUNT;
use kernel::text::{filled, line};
use kernel::{Amount, FieldError, Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Purchasing;
use super::command::{Answer, Asked};
use super::fulfil::{Goods, Marked};
use super::input::units;
use super::purchase_order::{Arrival, PurchaseOrder};
use super::store::Delivery;
use super::view::PurchaseOrderView;
use crate::entities::{receipt_lines, receipts};
use crate::error::Error;
use crate::fields::{self, CODE};
use crate::numbers::NumberInput;
use crate::stock::{Change, Note, Reference};

/// What came of a purchase order.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceivePurchaseOrder {
    /// The supplier's.
    #[serde(default)]
    #[garde(custom(line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub delivery_number: Option<String>,
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<ArrivalInput>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalInput {
    #[garde(skip)]
    pub line_id: PurchaseLineId,
    /// How many of the supplier's packs, in thousandths. More than was ordered is taken, and shows as `over`.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub packs: Quantity,
    /// Of one pack, net, when it is another than on the order.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub pack_cost: Option<Amount>,
    /// Of pieces that are known by a serial number or a batch, in units: of no more than came. The rest may be told later.
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    #[schema(max_items = 200)]
    pub numbers: Vec<NumberInput>,
}

/// Receives goods of a purchase order, perhaps a part: they move the average cost, the jobs that they were ordered for have them first,
/// then whoever waits; the rest stays on order. Permission: `stock.receive`.
#[utoipa::path(
    post, path = "/purchase-orders/{purchase_order_id}/receive", operation_id = "receive_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ReceivePurchaseOrder,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn receive_purchase_order(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<PurchaseOrderId>,
    Json(body): Json<ReceivePurchaseOrder>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.receive", id, STOCK_RECEIVE, &body)?;
    let by = command.actor.name.clone();
    let receive = command.run(&purchasing, |order, now| {
        let arrivals = arrivals(order, &body.lines)?;
        let served = order.receive(&arrivals)?;
        let number = filled(body.delivery_number);
        let mut goods = goods(order, &arrivals, number, by, now);
        goods.served = served;
        goods.numbers = numbers(order, &body.lines, &arrivals)?;
        Ok(goods)
    });
    receive.await
}

/// Every line is on the order, and told once.
fn arrivals(order: &PurchaseOrder, inputs: &[ArrivalInput]) -> Result<Vec<Arrival>, Problem> {
    let mut faults = vec![];
    let mut arrivals = Vec::with_capacity(inputs.len());
    for (place, input) in inputs.iter().enumerate() {
        let pointer = format!("/lines/{place}/line_id");
        match order.lines.iter().find(|line| line.id == input.line_id) {
            None => faults.push(FieldError::new(pointer, "unknown", "the order has no such line")),
            Some(_) if inputs[..place].iter().any(|earlier| earlier.line_id == input.line_id) => {
                faults.push(FieldError::new(pointer, "duplicate", "this line is told twice"));
            }
            Some(line) => {
                let quantity = units(input.packs, line.pack_size)?;
                if line.unit_cost(input.pack_cost.unwrap_or(line.pack_cost)).0 > MAX_AMOUNT {
                    return Err(Problem::field(format!("/lines/{place}/pack_cost"), "out-of-range", "nothing costs that much"));
                }
                arrivals.push(Arrival { line: line.id, quantity, pack_cost: input.pack_cost });
            }
        }
    }
    if faults.is_empty() { Ok(arrivals) } else { Err(Problem::fields(faults)) }
}

/// What is said of the pieces, by article; of no more than came.
fn numbers(order: &PurchaseOrder, inputs: &[ArrivalInput], arrivals: &[Arrival]) -> Result<Vec<Marked>, Problem> {
    let mut all = vec![];
    for (place, (input, arrival)) in inputs.iter().zip(arrivals).enumerate() {
        let said = input.numbers.iter().fold(Quantity::ZERO, |sum, number| sum + number.quantity.unwrap_or(Quantity::whole(1)));
        let pointer = format!("/lines/{place}/numbers");
        if said > arrival.quantity {
            return Err(Error::MoreNumbers { pointer, room: arrival.quantity }.into());
        }
        let line = order.lines.iter().find(|line| line.id == arrival.line).filter(|_| !input.numbers.is_empty());
        all.extend(line.map(|line| Marked { product: line.product_id, numbers: input.numbers.clone(), pointer }));
    }
    Ok(all)
}

/// What it means to the shelf, and how it is written down.
fn goods(order: &PurchaseOrder, arrivals: &[Arrival], delivery_number: Option<String>, by: String, now: DateTime<Utc>) -> Goods {
    let label = delivery_number.clone().unwrap_or_else(|| order.number.clone());
    let reference = Reference { kind: "purchase_order".into(), id: Some(order.id.0), label };
    let receipt = receipts::Model { id: GoodsReceiptId::new(), order_id: order.id, delivery_number, by_name: by.clone(), at: now };
    let mut goods = Goods { note: Note { reference: Some(reference), by, at: now, ..Note::default() }, ..Goods::default() };
    let mut lines = vec![];
    for arrival in arrivals {
        let Some(line) = order.lines.iter().find(|line| line.id == arrival.line) else { continue };
        let pack_cost = arrival.pack_cost.unwrap_or(line.pack_cost);
        let unit_cost = line.unit_cost(pack_cost);
        goods.posts.push((line.product_id, Change::Receipt { quantity: arrival.quantity, unit_cost }));
        goods.asked.push((line.product_id, pack_cost));
        let quantity = arrival.quantity;
        lines.push(receipt_lines::Model { receipt_id: receipt.id, purchase_line_id: line.id, quantity, unit_cost });
    }
    goods.delivery = Some(Delivery { receipt, lines });
    goods
}
