//! POST /products/{id}/numbers

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::{ProductId, STOCK_RECEIVE};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Problem, Quantity, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow::remark;
use super::view::NumberedShelf;
use super::{NumberInput, NumberKind, store, sum, told};
use crate::error::Error;
use crate::products::{self, Product};
use crate::{MODULE, stock};

/// What is read on pieces that lie on a site's shelf.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShelfNumbers {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub numbers: Vec<NumberInput>,
}

/// Tells the numbers of pieces that lie on a shelf without: of opening stock, of what was found, of a delivery that nobody had time for.
/// Never of more than lie there. Permission: `stock.receive`.
#[utoipa::path(
    post, path = "/products/{product_id}/numbers", operation_id = "tell_numbers", tag = "inventory", security(("bearer" = [])),
    params(("product_id" = ProductId, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes the request repeatable")),
    request_body = ShelfNumbers,
    responses((status = 201, body = NumberedShelf))
)]
pub async fn tell_numbers(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<ProductId>,
    key: IdempotencyKey,
    Json(input): Json<ShelfNumbers>,
) -> Result<Repeatable<Json<NumberedShelf>>, Problem> {
    tell(&context, &actor, id, &key, input).await
}

async fn tell(
    context: &Context,
    actor: &Actor,
    id: ProductId,
    key: &IdempotencyKey,
    input: ShelfNumbers,
) -> Result<Repeatable<Json<NumberedShelf>>, Problem> {
    actor.permit(STOCK_RECEIVE, input.site_id)?;
    let claim = Claim::new(actor, &format!("tell_numbers:{id}"), key.0.as_deref(), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(view) });
    }
    let clock = context.clock.as_ref();
    let tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let product = products::store::load(&tx, id).await?;
    let told = told(&product, &input.numbers, "/numbers")?;
    let on_hand = lock(&tx, input.site_id, &product).await?;
    let known = store::on_shelves(&*tx, id, Some(&[input.site_id])).await?;
    let known = known.get(&input.site_id).copied().unwrap_or_default();
    let room = (on_hand - known).max(Quantity::ZERO);
    if sum(&told) > room {
        return Err(Error::MoreNumbers { pointer: "/numbers".into(), room }.into());
    }
    let mut book = store::book(&tx, (id, input.site_id), &told, None, remark(None, actor, clock)).await?;
    for told in &told {
        book.put(told, NumberKind::Told)?;
    }
    store::save(&tx, book).await?;
    let change = audit::Change { site: Some(input.site_id), ..product.audited("product.tell_numbers") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    let view = NumberedShelf { product_id: id, site_id: input.site_id, on_hand, numbered: known + sum(&told) };
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(view) })
}

/// What the site has of it; nobody else changes it meanwhile.
pub async fn lock(tx: &kernel::Tx, site: SiteId, product: &Product) -> Result<Quantity, Problem> {
    let ledger = stock::store::lock(tx, site, &BTreeSet::from([product.id])).await?;
    Ok(ledger.levels().find(|level| level.product_id == product.id).map(|level| level.on_hand).unwrap_or_default())
}
