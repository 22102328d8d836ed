//! What the API shows of contract prices.

use contracts::customers::CustomerId;
use contracts::inventory::ProductId;
use contracts::workshop::{ContractPriceId, PRICE_CONFIGURE};
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::Model;
use crate::Workshop;

/// What a customer pays for an article, or for all parts.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ContractPrice)]
pub struct ContractView {
    pub id: ContractPriceId,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    /// Null: all parts that have no price of their own.
    pub product: Option<ContractProduct>,
    /// Net, of the article.
    pub unit_price: Option<Amount>,
    /// For all parts: in basis points of the catalogue's price, added to it; below zero it is taken off.
    pub change: Option<i32>,
    pub version: i64,
    /// update, remove
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ContractProduct {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    /// The catalogue's.
    pub price: Amount,
}

/// With the names of customers and articles.
pub async fn shown(workshop: &Workshop, rows: Vec<Model>, actor: &Actor) -> Result<Vec<ContractView>, Problem> {
    let mut customers: Vec<_> = rows.iter().map(|row| row.customer_id).collect();
    customers.sort();
    customers.dedup();
    let products: Vec<_> = rows.iter().filter_map(|row| row.product_id).collect();
    let (customers, cards) = futures::try_join!(workshop.customers.cards(&customers), workshop.catalogue.cards(&products))?;
    let product = |id: ProductId| {
        let card = cards.iter().find(|card| card.id == id)?;
        Some(ContractProduct { id, sku: card.sku.clone(), name: card.name.clone(), price: card.price })
    };
    let view = |row: Model| ContractView {
        customer_name: customers.iter().find(|card| card.id == row.customer_id).map(|card| card.name.clone()).unwrap_or_default(),
        product: row.product_id.and_then(product),
        actions: allowed(row.site_id, actor),
        id: row.id,
        site_id: row.site_id,
        customer_id: row.customer_id,
        unit_price: row.unit_price,
        change: row.change,
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}

fn allowed(site: SiteId, actor: &Actor) -> Vec<String> {
    let actions = actor.allowed(site, &[("update", PRICE_CONFIGURE), ("remove", PRICE_CONFIGURE)]);
    actions.into_iter().map(str::to_owned).collect()
}
