//! POST /products

use axum::extract::State;
use contracts::inventory::PRODUCT_WRITE;
use kernel::http::{Caller, Created, Json, Versioned};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::view::ProductView;
use super::{Product, ProductInput, store};
use crate::MODULE;

/// Adds a product to the catalogue of all sites. Permission: `product.write`.
#[utoipa::path(
    post, path = "/products", operation_id = "create_product", tag = "inventory", security(("bearer" = [])),
    request_body = ProductInput,
    responses((status = 201, body = ProductView), (status = "4XX", body = Problem))
)]
pub async fn create_product(
    State(context): State<Context>,
    Caller(actor): Caller,
    Json(input): Json<ProductInput>,
) -> Result<Created<Versioned<ProductView>>, Problem> {
    let view = create(&context, &actor, input).await?;
    Ok(Created { location: format!("/api/v1/products/{}", view.id), body: Versioned(view.version, view) })
}

async fn create(context: &Context, actor: &Actor, input: ProductInput) -> Result<ProductView, Problem> {
    actor.permit_anywhere(PRODUCT_WRITE)?;
    let product = Product::new(input, context.clock.now());
    let mut tx = context.db.begin().await?;
    store::insert(&tx, &product).await?;
    outbox::append(&mut tx, MODULE, &product.saved(), actor, context.clock.as_ref()).await?;
    audit::record(&tx, MODULE, product.audited("product.create"), (None, Some(&product)), actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(ProductView::new(product, vec![], actor))
}
