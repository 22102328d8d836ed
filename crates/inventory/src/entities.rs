//! Rows as stored.

pub mod products {
    use chrono::{DateTime, Utc};
    use contracts::inventory::ProductId;
    use kernel::{Amount, BasisPoints};
    use sea_orm::entity::prelude::*;

    use crate::products::Unit;

    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_products")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProductId,
        pub sku: String,
        /// The SKU without case, accents and separators: unique, and what it is sorted by.
        pub sku_key: String,
        pub barcode: Option<String>,
        pub name: String,
        pub sort_name: String,
        pub category: Option<String>,
        pub unit: Unit,
        pub price: Amount,
        pub vat_rate: BasisPoints,
        pub tracked: bool,
        pub archived: bool,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod stock {
    use contracts::inventory::ProductId;
    use kernel::{Amount, Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_stock")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub product_id: ProductId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub site_id: SiteId,
        pub on_hand: Quantity,
        pub minimum: Quantity,
        /// Of one unit.
        pub average_cost: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod movements {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{MovementId, ProductId};
    use contracts::workshop::LineId;
    use kernel::{Amount, Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::stock::MovementKind;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_movements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MovementId,
        pub product_id: ProductId,
        pub site_id: SiteId,
        pub kind: MovementKind,
        /// Signed.
        pub quantity: Quantity,
        /// After it.
        pub on_hand: Quantity,
        pub unit_cost: Amount,
        pub reference_kind: Option<String>,
        pub reference_id: Option<Uuid>,
        pub reference_label: Option<String>,
        pub line_id: Option<LineId>,
        pub reason: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod consumptions {
    use contracts::inventory::ProductId;
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    /// How much a work order line has consumed so far.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_consumptions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub line_id: LineId,
        pub work_order_id: WorkOrderId,
        pub product_id: ProductId,
        pub site_id: SiteId,
        pub quantity: Quantity,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
