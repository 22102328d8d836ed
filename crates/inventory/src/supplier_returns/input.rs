//! What returns are made of.

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, SupplierReturnId, SupplierReturnLineId};
use garde::Validate;
use kernel::{Actor, Amount, Problem, Quantity, SiteId, Tx};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::{ReturnReason, ReturnState};
use super::supplier_return::{ReturnLine, SupplierReturn};
use crate::error::Error;
use crate::fields;
use crate::products::{self, Product};
use crate::purchases::SupplierLabel;
use crate::stock;
use crate::suppliers::{self, Item, Supplier};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierReturnLineInput)]
pub struct ReturnLineInput {
    #[garde(skip)]
    pub product_id: ProductId,
    /// In our units.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    /// What should be credited for one of our units, net; what the supplier asked last when left out, else the average cost.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_cost: Option<Amount>,
    #[garde(skip)]
    pub reason: ReturnReason,
}

/// Without lines and number.
pub fn draft(supplier: &Supplier, site_id: SiteId, actor: &Actor, now: DateTime<Utc>) -> SupplierReturn {
    SupplierReturn {
        id: SupplierReturnId::new(),
        number: String::new(),
        site_id,
        supplier: SupplierLabel { id: supplier.id, name: supplier.name.clone() },
        state: ReturnState::Draft,
        currency: supplier.currency.clone(),
        notes: None,
        lines: vec![],
        credits: vec![],
        settled: None,
        cancel_reason: None,
        created_at: now,
        created_by: actor.name.clone(),
        shipped_at: None,
        credited_at: None,
        version: 1,
    }
}

/// The lines that somebody wrote down; every one of a product of which stock is kept. `pointer` is where they stand in the body.
pub async fn lines(tx: &Tx, back: &SupplierReturn, inputs: &[ReturnLineInput], pointer: &str) -> Result<Vec<ReturnLine>, Problem> {
    let ids: Vec<_> = inputs.iter().map(|line| line.product_id).collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let items = suppliers::store::items_of(&**tx, back.supplier.id, &ids).await?;
    let mut lines = Vec::with_capacity(inputs.len());
    for (place, input) in inputs.iter().enumerate() {
        let pointer = || if pointer.is_empty() { "/product_id".to_owned() } else { format!("{pointer}/{place}/product_id") };
        let product = products.iter().find(|product| product.id == input.product_id);
        let product = product.ok_or_else(|| Error::UnknownProduct { pointer: pointer() })?;
        if !product.tracked {
            return Err(Error::NotTracked { pointer: pointer() }.into());
        }
        let item = items.iter().find(|item| item.product_id == product.id);
        let unit_cost = match input.unit_cost {
            Some(cost) => cost,
            None => usual_cost(&**tx, back.site_id, product.id, item).await?,
        };
        lines.push(line_of(product, input.quantity, unit_cost, input.reason));
    }
    Ok(lines)
}

pub fn line_of(product: &Product, quantity: Quantity, unit_cost: Amount, reason: ReturnReason) -> ReturnLine {
    ReturnLine {
        id: SupplierReturnLineId::new(),
        product_id: product.id,
        sku: product.sku.clone(),
        description: product.name.clone(),
        unit: product.unit,
        quantity,
        unit_cost,
        reason,
        purchase_line_id: None,
        stock_cost: None,
    }
}

/// What the supplier asked last for one of our units, else the average cost at the site.
pub async fn usual_cost<C: ConnectionTrait>(conn: &C, site: SiteId, product: ProductId, item: Option<&Item>) -> Result<Amount, Problem> {
    if let Some((item, cost)) = item.and_then(|item| item.pack_cost.map(|cost| (item, cost))) {
        let pack = i128::from(item.pack_size.0.max(1));
        return Ok(Amount(i64::try_from((i128::from(cost.0) * 2000 + pack) / (2 * pack)).unwrap_or(i64::MAX)));
    }
    let levels = stock::store::levels(conn, product, Some(&[site])).await?;
    Ok(levels.first().map(|level| level.average_cost).unwrap_or_default())
}
