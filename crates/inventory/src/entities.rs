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
        /// The sum of what its claims have; never more than is on hand.
        pub reserved: Quantity,
        /// On purchase orders that were sent, and not here yet.
        pub on_order: Quantity,
        /// Up to how much is ordered; the minimum, when that is more.
        pub maximum: Quantity,
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
        /// What the stock was worth more for it, or less; none for what moved before this was kept: its quantity at its cost.
        pub value: Option<Amount>,
        /// Of one unit, after it.
        pub average_cost: Option<Amount>,
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

pub mod claims {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::inventory::ProductId;
    use contracts::workshop::{JobId, LineId, WorkOrderId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    /// What an open work order's line wants of the shelf, and what of it is put aside.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_claims")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub line_id: LineId,
        pub work_order_id: WorkOrderId,
        pub order_number: String,
        pub vehicle_plate: String,
        pub job_id: JobId,
        pub job_title: String,
        pub description: String,
        pub product_id: ProductId,
        pub site_id: SiteId,
        /// Without what the line consumed.
        pub wanted: Quantity,
        pub reserved: Quantity,
        /// For this line, on purchase orders that are not sent.
        pub drafted: Quantity,
        /// For this line, on purchase orders that were sent, and not here yet.
        pub ordered: Quantity,
        pub expected_on: Option<NaiveDate>,
        pub promised_at: Option<DateTime<Utc>>,
        /// The promise in microseconds, the greatest number without one: sorts alike on both databases.
        pub promise_key: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Append-only.
pub mod reservations {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{ProductId, ReservationId};
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::reservations::ReservationKind;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_reservations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReservationId,
        pub line_id: LineId,
        pub work_order_id: WorkOrderId,
        pub order_number: String,
        pub product_id: ProductId,
        pub site_id: SiteId,
        pub kind: ReservationKind,
        /// Signed.
        pub quantity: Quantity,
        /// Of the product at the site, after it.
        pub reserved: Quantity,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod suppliers {
    use chrono::{DateTime, Utc};
    use contracts::inventory::SupplierId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_suppliers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplierId,
        pub name: String,
        pub sort_name: String,
        pub contact: Option<String>,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub currency: String,
        /// Days until an invoice is due.
        pub terms_days: i32,
        /// Days from an order to its delivery.
        pub lead_days: i32,
        pub notes: Option<String>,
        pub archived: bool,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod supplier_items {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{ProductId, SupplierId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    /// A product that a supplier sells.
    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_supplier_items")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub supplier_id: SupplierId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub product_id: ProductId,
        /// The supplier's.
        pub article_number: Option<String>,
        /// How many of our units are in one of theirs: a drum of 208 litres is 208000.
        pub pack_size: Quantity,
        /// Of one pack, net, as last asked.
        pub pack_cost: Option<Amount>,
        /// Where it is bought unless somebody says otherwise: one supplier of a product at most.
        pub preferred: bool,
        pub updated_at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod purchase_orders {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::inventory::{PurchaseOrderId, SupplierId};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::purchases::PurchaseState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_purchase_orders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PurchaseOrderId,
        pub number: String,
        pub site_id: SiteId,
        pub supplier_id: SupplierId,
        pub supplier_name: String,
        pub state: PurchaseState,
        pub currency: String,
        pub expected_on: Option<NaiveDate>,
        pub notes: Option<String>,
        pub cancel_reason: Option<String>,
        /// Net, of what is ordered.
        pub total_cost: Amount,
        pub created_at: DateTime<Utc>,
        pub created_by: String,
        pub sent_at: Option<DateTime<Utc>>,
        pub closed_at: Option<DateTime<Utc>>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod purchase_lines {
    use contracts::inventory::{ProductId, PurchaseLineId, PurchaseOrderId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::products::Unit;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_purchase_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PurchaseLineId,
        pub order_id: PurchaseOrderId,
        pub position: i32,
        pub product_id: ProductId,
        pub sku: String,
        pub article_number: Option<String>,
        pub description: String,
        pub unit: Unit,
        pub pack_size: Quantity,
        /// In our units.
        pub quantity: Quantity,
        pub received: Quantity,
        /// Of one pack, net.
        pub pack_cost: Amount,
        /// On suppliers' invoices, in our units.
        pub billed: Quantity,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// For which lines of work orders a line of a purchase order is.
pub mod purchase_links {
    use contracts::inventory::PurchaseLineId;
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::Quantity;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_purchase_links")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub purchase_line_id: PurchaseLineId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub line_id: LineId,
        pub work_order_id: WorkOrderId,
        pub order_number: String,
        pub quantity: Quantity,
        /// How much of it came.
        pub served: Quantity,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod receipts {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{GoodsReceiptId, PurchaseOrderId};
    use sea_orm::entity::prelude::*;

    /// Append-only.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_receipts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GoodsReceiptId,
        pub order_id: PurchaseOrderId,
        pub delivery_number: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod receipt_lines {
    use contracts::inventory::{GoodsReceiptId, PurchaseLineId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    /// Append-only.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_receipt_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub receipt_id: GoodsReceiptId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub purchase_line_id: PurchaseLineId,
        pub quantity: Quantity,
        pub unit_cost: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod supplier_invoices {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::inventory::{SupplierId, SupplierInvoiceId};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::supplier_invoices::InvoiceState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_supplier_invoices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplierInvoiceId,
        /// The supplier's.
        pub number: String,
        /// The number without case and separators: a supplier's once.
        pub number_key: String,
        pub site_id: SiteId,
        pub supplier_id: SupplierId,
        pub supplier_name: String,
        pub state: InvoiceState,
        pub currency: String,
        pub dated_on: NaiveDate,
        pub due_on: Option<NaiveDate>,
        pub notes: Option<String>,
        /// Net.
        pub total_cost: Amount,
        /// By how much it is beyond what came, at the price it came at.
        pub difference_cost: Amount,
        pub approved_by: Option<String>,
        pub approval_reason: Option<String>,
        pub approved_at: Option<DateTime<Utc>>,
        pub cancel_reason: Option<String>,
        pub created_at: DateTime<Utc>,
        pub created_by: String,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod supplier_invoice_lines {
    use contracts::inventory::{ProductId, PurchaseLineId, PurchaseOrderId, SupplierInvoiceId, SupplierInvoiceLineId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::products::Unit;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_supplier_invoice_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplierInvoiceLineId,
        pub invoice_id: SupplierInvoiceId,
        pub position: i32,
        /// None for a cost that was not ordered as a part: carriage, a deposit.
        pub purchase_line_id: Option<PurchaseLineId>,
        pub order_id: Option<PurchaseOrderId>,
        pub order_number: Option<String>,
        pub product_id: Option<ProductId>,
        pub description: String,
        pub article_number: Option<String>,
        pub unit: Unit,
        pub pack_size: Quantity,
        pub packs: Quantity,
        /// Of one pack, net.
        pub pack_cost: Amount,
        /// What of it came and nobody billed before, in our units.
        pub matched: Quantity,
        /// What that was worth when it came.
        pub expected_cost: Amount,
        /// What of the difference in price went into the stock; none until it is billed.
        pub stock_cost: Option<Amount>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
