//! POST /purchase-orders/{id}/send

use axum::extract::State;
use chrono::{NaiveDate, TimeDelta};
use contracts::inventory::{PURCHASE_WRITE, PurchaseOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Answer, Asked};
use super::create::site_card;
use super::fulfil::Goods;
use super::input::day;
use super::view::PurchaseOrderView;
use super::{Purchasing, store};
use crate::suppliers;

#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SendPurchaseOrder {
    /// When the supplier says it comes; the supplier's usual days when neither it nor the order says.
    #[garde(custom(day()))]
    pub expected_on: Option<NaiveDate>,
    /// Mails it to the supplier's address.
    #[garde(skip)]
    pub mail: bool,
}

/// Marks a draft as sent: by telephone, on the supplier's own page, or by the mail that this sends. What is on it counts as on order from then on.
///
/// Refused with `nothing-ordered` while it is empty, and where it is to be mailed to a supplier without an address. Permission: `purchase.write`.
#[utoipa::path(
    post, path = "/purchase-orders/{purchase_order_id}/send", operation_id = "send_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SendPurchaseOrder,
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn send_purchase_order(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Path(id): Path<PurchaseOrderId>,
    Json(body): Json<SendPurchaseOrder>,
) -> Result<Answer, Problem> {
    let command = asked.to("purchase_order.send", id, PURCHASE_WRITE, &body)?;
    let order = command.peek(&purchasing).await?;
    let site = site_card(&purchasing, order.site_id).await?;
    let supplier = suppliers::store::find(purchasing.context.db.reader(), order.supplier.id).await?;
    let address = supplier.email.filter(|_| body.mail);
    if body.mail && address.is_none() {
        return Err(Problem::field("/mail", "no-address", "the supplier has no e-mail address"));
    }
    let send = command.run(&purchasing, |order, now| {
        let usual = store::today(&site, now) + TimeDelta::days(supplier.lead_days.into());
        order.send(body.expected_on.or(order.expected_on).or(Some(usual)), now)?;
        Ok(Goods { mail: address.map(|address| order.mailed(address)), ..Goods::default() })
    });
    send.await
}
