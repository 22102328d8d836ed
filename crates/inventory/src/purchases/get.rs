//! GET /purchase-orders/{id}

use axum::extract::State;
use contracts::inventory::{PURCHASE_READ, PurchaseOrderId};
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};

use super::view::{self, PurchaseOrderView};
use super::{Purchasing, store};

/// A purchase order whole. Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/purchase-orders/{purchase_order_id}", operation_id = "get_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path)),
    responses((status = 200, body = PurchaseOrderView))
)]
pub async fn get_purchase_order(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<PurchaseOrderId>,
) -> Result<Versioned<PurchaseOrderView>, Problem> {
    let conn = purchasing.context.db.reader();
    let order = store::find(conn, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PURCHASE_READ, order.site_id)?;
    let view = view::whole(conn, &order, &actor).await?;
    Ok(Versioned(view.version, view))
}
