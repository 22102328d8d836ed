//! PUT /stock-takes/{id}/counts/{product}

use std::collections::BTreeSet;

use axum::extract::State;
use contracts::inventory::{ProductId, STOCK_COUNT, StockTakeId};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, Quantity, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::TakeState;
use super::store;
use super::take::{StockTake, TakeLine};
use super::view::{self, TakeLineView};
use crate::error::Error;
use crate::fields;
use crate::locations::Books;
use crate::products;
use crate::purchases::Purchasing;
use crate::stock::{self, Ledger};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountInput {
    /// What lies there.
    #[garde(custom(fields::level()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000)]
    pub quantity: Quantity,
}

/// Says how much of a product was counted, in place of an earlier count; a product that nobody expected there is added. What the books say
/// at this instant is kept beside it, and not told. Permission: `stock.count`.
#[utoipa::path(
    put, path = "/stock-takes/{stock_take_id}/counts/{product_id}", operation_id = "count_stock", tag = "inventory",
    security(("bearer" = [])),
    params(("stock_take_id" = StockTakeId, Path), ("product_id" = ProductId, Path)),
    request_body = CountInput,
    responses((status = 200, body = TakeLineView))
)]
pub async fn count_stock(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path((id, product)): Path<(StockTakeId, ProductId)>,
    Json(body): Json<CountInput>,
) -> Result<Json<TakeLineView>, Problem> {
    count(&purchasing, &actor, (id, product), body.quantity).await.map(Json)
}

async fn count(
    purchasing: &Purchasing,
    actor: &Actor,
    (id, product): (StockTakeId, ProductId),
    quantity: Quantity,
) -> Result<TakeLineView, Problem> {
    let context = &purchasing.context;
    let tx = context.db.begin().await?;
    let take = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(STOCK_COUNT, take.site_id)?;
    take.expect(&[TakeState::Counting])?;
    let mut line = line_of(&tx, &take, product).await?;
    let ledger = stock::store::lock(&tx, take.site_id, &BTreeSet::from([product])).await?;
    line.counted = Some(quantity);
    line.book = Some(expected(&tx, &take, &ledger, product).await?);
    line.unit_cost = ledger.average_cost(product);
    (line.counted_by, line.counted_at) = (Some(actor.name.clone()), Some(context.clock.now()));
    store::put_line(&tx, line.clone()).await?;
    tx.commit().await?;
    Ok(view::line(line, false, false))
}

/// The product's line, or a new one.
async fn line_of(tx: &Tx, take: &StockTake, id: ProductId) -> Result<TakeLine, Problem> {
    if let Some(line) = store::line(tx, take.id, id).await? {
        return Ok(line);
    }
    let product = products::store::find(&**tx, id).await?;
    if !product.tracked {
        return Err(Error::NotTracked { pointer: "/product_id".into() }.into());
    }
    let ledger: Ledger = stock::store::lock(tx, take.site_id, &BTreeSet::from([id])).await?;
    let level = ledger.levels().next();
    Ok(TakeLine {
        take_id: take.id,
        product_id: id,
        sku: product.sku,
        sku_key: product.sku_key,
        description: product.name,
        unit: product.unit,
        bin: level.filter(|_| take.location_id.is_none()).and_then(|level| level.bin.clone()).unwrap_or_default(),
        snapshot: expected(tx, take, &ledger, id).await?,
        counted: None,
        book: None,
        counted_by: None,
        counted_at: None,
        unit_cost: ledger.average_cost(id),
    })
}

/// What the books say lies where it is counted.
async fn expected(tx: &Tx, take: &StockTake, ledger: &Ledger, product: ProductId) -> Result<Quantity, Problem> {
    match take.location_id {
        Some(location) => Ok(Books::open(tx, location, take.site_id, product).await?.there()),
        None => Ok(ledger.here(product)),
    }
}
