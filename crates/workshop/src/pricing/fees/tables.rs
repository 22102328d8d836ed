//! The rows of fees.

use contracts::workshop::FeeId;
use kernel::{Amount, BasisPoints, SiteId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_fees")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FeeId,
    pub site_id: SiteId,
    /// As it stands on the line.
    pub name: String,
    /// Of the labour of a job.
    pub of_labour: BasisPoints,
    /// Of its parts.
    pub of_parts: BasisPoints,
    /// Once on an order, beside the shares.
    pub fixed: Amount,
    /// For each tyre that is fitted.
    pub per_tyre: Amount,
    /// At most, on an order; net.
    pub most: Option<Amount>,
    /// The order's when none.
    pub vat_rate: Option<BasisPoints>,
    pub archived: bool,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
