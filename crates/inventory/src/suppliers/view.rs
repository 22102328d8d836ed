//! Suppliers as the API shows them.

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, STOCK_SEE_COST, SUPPLIER_WRITE, SupplierId};
use kernel::{Actor, Amount, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Supplier;
use super::store::ItemRow;
use crate::products::Unit;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Supplier)]
pub struct SupplierView {
    pub id: SupplierId,
    pub name: String,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub currency: String,
    pub terms_days: i32,
    pub lead_days: i32,
    pub notes: Option<String>,
    pub archived: bool,
    pub version: i64,
    /// `update`
    pub actions: Vec<String>,
}

impl SupplierView {
    pub fn new(supplier: Supplier, actor: &Actor) -> Self {
        let may = actor.may_anywhere(SUPPLIER_WRITE);
        Self {
            id: supplier.id,
            name: supplier.name,
            contact: supplier.contact,
            phone: supplier.phone,
            email: supplier.email,
            currency: supplier.currency,
            terms_days: supplier.terms_days,
            lead_days: supplier.lead_days,
            notes: supplier.notes,
            archived: supplier.archived,
            version: supplier.version,
            actions: if may { vec!["update".to_owned()] } else { vec![] },
        }
    }
}

/// A product that a supplier sells.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SupplierItem {
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    /// Of the supplier.
    pub currency: String,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub article_number: Option<String>,
    /// How many of our units are in one of theirs.
    pub pack_size: Quantity,
    /// Of one pack, net, as last asked; null when it is not known, and for those who may not see costs.
    pub pack_cost: Option<Amount>,
    /// Where it is bought unless somebody says otherwise.
    pub preferred: bool,
    pub updated_at: DateTime<Utc>,
}

impl SupplierItem {
    pub fn new(row: ItemRow, actor: &Actor) -> Self {
        let item = row.item;
        Self {
            supplier_id: item.supplier_id,
            supplier_name: row.supplier_name,
            currency: row.currency,
            product_id: item.product_id,
            sku: row.sku,
            name: row.product_name,
            unit: row.unit,
            article_number: item.article_number,
            pack_size: item.pack_size,
            pack_cost: item.pack_cost.filter(|_| actor.may_anywhere(STOCK_SEE_COST)),
            preferred: item.preferred,
            updated_at: item.updated_at,
        }
    }
}
