//! GET /suppliers/{id}

use axum::extract::State;
use contracts::inventory::{PURCHASE_READ, SupplierId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Context, Problem};

use super::store;
use super::view::SupplierView;

/// A supplier. Permission: `purchase.read`.
#[utoipa::path(
    get, path = "/suppliers/{supplier_id}", operation_id = "get_supplier", tag = "inventory", security(("bearer" = [])),
    params(("supplier_id" = SupplierId, Path)),
    responses((status = 200, body = SupplierView))
)]
pub async fn get_supplier(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<SupplierId>,
) -> Result<Versioned<SupplierView>, Problem> {
    actor.permit_anywhere(PURCHASE_READ)?;
    let view = SupplierView::new(store::find(context.db.reader(), id).await?, &actor);
    Ok(Versioned(view.version, view))
}
