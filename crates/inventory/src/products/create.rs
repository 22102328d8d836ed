//! POST /products

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::PRODUCT_WRITE;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::view::ProductView;
use super::{Product, ProductInput, packs, store};
use crate::MODULE;

type Answer = Repeatable<Created<Versioned<ProductView>>>;

/// Adds a product to the catalogue of all sites. An `Idempotency-Key` makes it repeatable. Permission: `product.write`.
#[utoipa::path(
    post, path = "/products", operation_id = "create_product", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = ProductInput,
    responses((status = 201, body = ProductView))
)]
pub async fn create_product(
    State(context): State<Context>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<ProductInput>,
) -> Result<Answer, Problem> {
    create(&context, &actor, key.as_deref(), input).await
}

async fn create(context: &Context, actor: &Actor, key: Option<&str>, input: ProductInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(PRODUCT_WRITE)?;
    let clock = context.clock.as_ref();
    let claim = Claim::new(actor, "create_product", key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    packs::check(&input.packs, input.unit.unwrap_or_default())?;
    let product = Product::new(input, clock.now());
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::only_barcode(&tx, &product).await?;
    store::insert(&tx, &product).await?;
    outbox::append(&mut tx, MODULE, &product.saved(), actor, clock).await?;
    audit::record(&tx, MODULE, product.audited("product.create"), (None, Some(&product)), actor, clock).await?;
    let view = ProductView::new(product, vec![], actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: ProductView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/products/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
