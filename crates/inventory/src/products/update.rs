//! PATCH /products/{id}

use axum::extract::State;
use contracts::inventory::{PRODUCT_WRITE, ProductId};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::get::changed;
use super::product::ProductChange;
use super::view::ProductView;
use super::{packs, store};
use crate::MODULE;
use crate::error::Error;
use crate::numbers;

/// Changes a product. Documents that name it keep what they snapshot. Permission: `product.write`.
#[utoipa::path(
    patch, path = "/products/{product_id}", operation_id = "update_product", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path), ("If-Match" = Option<String>, Header, description = "The version that was read")),
    request_body = ProductChange,
    responses((status = 200, body = ProductView))
)]
pub async fn update_product(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    version: IfMatch,
    Json(change): Json<ProductChange>,
) -> Result<Versioned<ProductView>, Problem> {
    update(&context, &actor, id, &version, change).await?;
    let view = changed(&context, &actor, id).await?;
    Ok(Versioned(view.version, view))
}

async fn update(context: &Context, actor: &Actor, id: ProductId, version: &IfMatch, change: ProductChange) -> Result<(), Problem> {
    actor.permit_anywhere(PRODUCT_WRITE)?;
    let mut tx = context.db.begin().await?;
    let mut product = store::load(&tx, id).await?;
    version.check(product.version)?;
    let in_stock = change.tracked == Some(false) && store::is_in_stock(&tx, id).await?;
    let renumbers = change.numbering.is_some_and(|numbering| numbering != product.numbering);
    if renumbers && numbers::store::is_on_hand(&tx, id).await? {
        return Err(Error::NumbersOnHand.into());
    }
    let before = product.clone();
    packs::check(change.packs.as_deref().unwrap_or_default(), change.unit.unwrap_or(product.unit))?;
    let saved = product.change(change, in_stock)?;
    store::only_barcode(&tx, &product).await?;
    store::save(&tx, &product).await?;
    outbox::append(&mut tx, MODULE, &saved, actor, context.clock.as_ref()).await?;
    audit::record(&tx, MODULE, product.audited("product.update"), (Some(&before), Some(&product)), actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(())
}
