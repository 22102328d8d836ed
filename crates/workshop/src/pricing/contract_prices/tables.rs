//! The rows of contract prices.

use contracts::customers::CustomerId;
use contracts::inventory::ProductId;
use contracts::workshop::ContractPriceId;
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_contract_prices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractPriceId,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    /// None: the level of all parts that have no price of their own.
    pub product_id: Option<ProductId>,
    /// Net, of an article.
    pub unit_price: Option<Amount>,
    /// Of a level: in basis points of the catalogue's price, added to it; below zero it is taken off.
    pub change: Option<i32>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
