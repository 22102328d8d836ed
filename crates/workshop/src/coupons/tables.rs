//! The rows of coupons, and of the orders that use them.

use chrono::NaiveDate;
use kernel::{Amount, BasisPoints, SiteId};
use sea_orm::entity::prelude::*;

use crate::reductions::Size;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_coupons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub site_id: SiteId,
    /// In capitals; a site's own.
    pub code: String,
    /// Stands on the order as the discount's reason.
    pub name: String,
    pub share: Option<BasisPoints>,
    /// Minor units, without VAT.
    pub amount: Option<Amount>,
    /// What the order costs at least before it, without VAT.
    pub least: Amount,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    /// On how many orders it is good.
    pub most_uses: Option<i32>,
    pub most_per_customer: Option<i32>,
    pub archived: bool,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn size(&self) -> Size {
        self.share.map_or(Size::Amount(self.amount.unwrap_or_default()), Size::Share)
    }
}

pub mod uses {
    //! An order uses one coupon at most.

    use contracts::workshop::WorkOrderId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_coupon_uses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: WorkOrderId,
        pub coupon_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
