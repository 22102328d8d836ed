//! The rows of matrices.

use contracts::inventory::SupplierId;
use contracts::workshop::MarkupMatrixId;
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;

use super::matrix::CostBasis;
use super::tiers::TierKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_markup_matrices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MarkupMatrixId,
    /// Whose it is.
    pub site_id: SiteId,
    /// Counts at every site of its currency.
    pub everywhere: bool,
    pub currency: String,
    /// As it stands on the line.
    pub name: String,
    /// Of articles of this category alone.
    pub category: Option<String>,
    /// What makes two categories the same.
    pub category_key: Option<String>,
    /// Of articles of this make alone.
    pub brand: Option<String>,
    pub brand_key: Option<String>,
    /// Of articles that are bought there alone.
    pub supplier_id: Option<SupplierId>,
    pub supplier_name: Option<String>,
    pub basis: CostBasis,
    pub kind: TierKind,
    /// Prices are whole multiples of it.
    pub rounding: Amount,
    /// JSON.
    pub tiers: String,
    pub archived: bool,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
