//! PATCH /suppliers/{id}

use axum::extract::State;
use contracts::inventory::{SUPPLIER_WRITE, SupplierId};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::store;
use super::supplier::{Supplier, SupplierChange};
use super::view::SupplierView;
use crate::MODULE;

/// Changes a supplier. What was ordered of it keeps the name it had. Permission: `supplier.write`.
#[utoipa::path(
    patch, path = "/suppliers/{supplier_id}", operation_id = "update_supplier", tag = "inventory", security(("bearer" = [])),
    params(("supplier_id" = SupplierId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = SupplierChange,
    responses((status = 200, body = SupplierView))
)]
pub async fn update_supplier(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<SupplierId>,
    version: IfMatch,
    Json(change): Json<SupplierChange>,
) -> Result<Versioned<SupplierView>, Problem> {
    let supplier = update(&context, &actor, id, &version, change).await?;
    let view = SupplierView::new(supplier, &actor);
    Ok(Versioned(view.version, view))
}

async fn update(context: &Context, actor: &Actor, id: SupplierId, version: &IfMatch, change: SupplierChange) -> Result<Supplier, Problem> {
    actor.permit_anywhere(SUPPLIER_WRITE)?;
    let clock = context.clock.as_ref();
    let mut tx = context.db.begin().await?;
    let mut supplier = store::load(&tx, id).await?;
    version.check(supplier.version)?;
    let before = supplier.clone();
    supplier.change(change);
    store::save(&tx, &supplier).await?;
    outbox::append(&mut tx, MODULE, &supplier.saved(), actor, clock).await?;
    audit::record(&tx, MODULE, supplier.audited("supplier.update"), (Some(&before), Some(&supplier)), actor, clock).await?;
    tx.commit().await?;
    Ok(supplier)
}
