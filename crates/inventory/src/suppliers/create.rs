//! POST /suppliers

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::SUPPLIER_WRITE;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::store;
use super::supplier::{Supplier, SupplierInput};
use super::view::SupplierView;
use crate::MODULE;

type Answer = Repeatable<Created<Versioned<SupplierView>>>;

/// Adds a supplier, for all sites. An `Idempotency-Key` makes it repeatable. Permission: `supplier.write`.
#[utoipa::path(
    post, path = "/suppliers", operation_id = "create_supplier", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = SupplierInput,
    responses((status = 201, body = SupplierView))
)]
pub async fn create_supplier(
    State(context): State<Context>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<SupplierInput>,
) -> Result<Answer, Problem> {
    create(&context, &actor, key.as_deref(), input).await
}

async fn create(context: &Context, actor: &Actor, key: Option<&str>, input: SupplierInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(SUPPLIER_WRITE)?;
    let clock = context.clock.as_ref();
    let claim = Claim::new(actor, "create_supplier", key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let supplier = Supplier::new(input, clock.now());
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, std::slice::from_ref(&supplier)).await?;
    outbox::append(&mut tx, MODULE, &supplier.saved(), actor, clock).await?;
    audit::record(&tx, MODULE, supplier.audited("supplier.create"), (None, Some(&supplier)), actor, clock).await?;
    let view = SupplierView::new(supplier, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: SupplierView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/suppliers/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
