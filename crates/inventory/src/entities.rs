//! Rows as stored.

pub mod products {
    use chrono::{DateTime, Utc};
    use contracts::inventory::ProductId;
    use kernel::{Amount, BasisPoints};
    use sea_orm::entity::prelude::*;

    use crate::numbers::Numbering;
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
        /// Whose make it is.
        pub brand: Option<String>,
        /// What it is also sold in, as JSON; none without any.
        pub packs: Option<String>,
        /// What is charged, net, for one until its old part comes.
        pub core_charge: Option<Amount>,
        /// By what its pieces are known.
        pub numbering: Numbering,
        /// A levy on the price, in the base of its VAT; zero for none.
        pub levy_rate: BasisPoints,
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
        /// Where it lies.
        pub bin: Option<String>,
        /// What of it lies in rooms and vans of the site.
        pub elsewhere: Quantity,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod locations {
    use contracts::inventory::LocationId;
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;
    use serde::Serialize;

    use crate::locations::Kind;

    /// A room or a van of a site.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_locations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LocationId,
        pub site_id: SiteId,
        pub name: String,
        #[serde(skip)]
        pub name_key: String,
        pub kind: Kind,
        pub archived: bool,
        #[serde(skip)]
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod location_levels {
    use contracts::inventory::{LocationId, ProductId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    /// What lies of a product in a location.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_location_levels")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub location_id: LocationId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub product_id: ProductId,
        pub site_id: SiteId,
        pub quantity: Quantity,
        pub bin: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod location_moves {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{LocationId, LocationMoveId, MovementId, ProductId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::locations::MoveKind;

    /// What went into a location, or out of it.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_location_moves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LocationMoveId,
        pub location_id: LocationId,
        pub site_id: SiteId,
        pub product_id: ProductId,
        pub kind: MoveKind,
        pub quantity: Quantity,
        /// What lay there after it.
        pub balance: Quantity,
        /// At the other end; none for the site's own shelves.
        pub other_location_id: Option<LocationId>,
        /// What moved the site's stock with it.
        pub movement_id: Option<MovementId>,
        pub reference_label: Option<String>,
        pub reason: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
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

pub mod layers {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{LayerId, MovementId, ProductId};
    use kernel::{Amount, Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    /// What came at one cost, and how much of it is left.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_layers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LayerId,
        pub product_id: ProductId,
        pub site_id: SiteId,
        /// The version of the site's choice that it is of.
        pub choice: i64,
        /// The least leaves first.
        pub place: i64,
        /// What it came with; none of what lay there when the site chose.
        pub movement_id: Option<MovementId>,
        pub opened_at: DateTime<Utc>,
        pub received: Quantity,
        pub remaining: Quantity,
        /// Of one unit.
        pub unit_cost: Amount,
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
        /// What the line consumed while the work is under way.
        pub issued: Quantity,
        /// Issued, and brought back: all of it so far.
        pub returned: Quantity,
        /// False while the job must be approved again.
        pub is_approved: bool,
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
        /// Name of the part that was ordered, when another comes.
        pub instead_of: Option<String>,
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

pub mod supplier_returns {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{SupplierId, SupplierReturnId};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::supplier_returns::ReturnState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_supplier_returns")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplierReturnId,
        pub number: String,
        pub site_id: SiteId,
        pub supplier_id: SupplierId,
        pub supplier_name: String,
        pub state: ReturnState,
        pub currency: String,
        pub notes: Option<String>,
        /// What should be credited, net.
        pub expected_cost: Amount,
        pub credited_cost: Amount,
        pub settled_by: Option<String>,
        pub settled_reason: Option<String>,
        pub settled_at: Option<DateTime<Utc>>,
        pub cancel_reason: Option<String>,
        pub created_at: DateTime<Utc>,
        pub created_by: String,
        pub shipped_at: Option<DateTime<Utc>>,
        pub credited_at: Option<DateTime<Utc>>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod supplier_return_lines {
    use contracts::inventory::{ProductId, PurchaseLineId, SupplierReturnId, SupplierReturnLineId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::products::Unit;
    use crate::supplier_returns::ReturnReason;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_supplier_return_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplierReturnLineId,
        pub return_id: SupplierReturnId,
        pub position: i32,
        pub product_id: ProductId,
        pub sku: String,
        pub description: String,
        pub unit: Unit,
        pub quantity: Quantity,
        /// What should be credited for one of our units, net.
        pub unit_cost: Amount,
        pub reason: ReturnReason,
        pub purchase_line_id: Option<PurchaseLineId>,
        /// What left the shelf was worth.
        pub stock_cost: Option<Amount>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Append-only.
pub mod supplier_credits {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::inventory::{SupplierCreditId, SupplierId, SupplierReturnId};
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_supplier_credits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplierCreditId,
        pub return_id: SupplierReturnId,
        pub supplier_id: SupplierId,
        /// The supplier's.
        pub number: String,
        pub number_key: String,
        pub dated_on: NaiveDate,
        /// Net.
        pub credit_cost: Amount,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Parts that were ordered for jobs which no longer want them.
pub mod leftovers {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{LeftoverId, ProductId, PurchaseLineId, SupplierId};
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::leftovers::Decision;

    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_leftovers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeftoverId,
        pub site_id: SiteId,
        pub product_id: ProductId,
        /// Of the work order that wanted it.
        pub line_id: LineId,
        pub work_order_id: WorkOrderId,
        pub order_number: String,
        pub supplier_id: SupplierId,
        pub supplier_name: String,
        pub purchase_line_id: PurchaseLineId,
        pub quantity: Quantity,
        pub at: DateTime<Utc>,
        /// None until somebody decides.
        pub decision: Option<Decision>,
        pub reason: Option<String>,
        pub decided_by: Option<String>,
        pub decided_at: Option<DateTime<Utc>>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod transfers {
    use chrono::{DateTime, Utc};
    use contracts::inventory::TransferId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::transfers::TransferState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_transfers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TransferId,
        pub number: String,
        pub from_site: SiteId,
        pub from_name: String,
        pub to_site: SiteId,
        pub to_name: String,
        pub state: TransferState,
        pub currency: String,
        pub notes: Option<String>,
        /// What is on no shelf, at its cost.
        pub open_cost: Amount,
        pub cancel_reason: Option<String>,
        pub created_at: DateTime<Utc>,
        pub created_by: String,
        pub shipped_at: Option<DateTime<Utc>>,
        pub received_at: Option<DateTime<Utc>>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod transfer_lines {
    use contracts::inventory::{ProductId, TransferId, TransferLineId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::products::Unit;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_transfer_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TransferLineId,
        pub transfer_id: TransferId,
        pub position: i32,
        pub product_id: ProductId,
        pub sku: String,
        pub description: String,
        pub unit: Unit,
        pub requested: Quantity,
        pub shipped: Quantity,
        pub received: Quantity,
        /// What never left.
        pub kept: Quantity,
        pub lost: Quantity,
        /// Of one unit, where it came from.
        pub unit_cost: Option<Amount>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Append-only.
pub mod transfer_entries {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{TransferEntryId, TransferId, TransferLineId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::transfers::TransferStep;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_transfer_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TransferEntryId,
        pub transfer_id: TransferId,
        pub line_id: TransferLineId,
        pub step: TransferStep,
        pub quantity: Quantity,
        /// Of one unit.
        pub unit_cost: Amount,
        pub reason: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod stock_takes {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{LocationId, StockTakeId};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::stock_takes::TakeState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_stock_takes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StockTakeId,
        pub number: String,
        pub site_id: SiteId,
        /// None for all that lies there.
        pub bin: Option<String>,
        /// None for the site's own shelves.
        pub location_id: Option<LocationId>,
        pub state: TakeState,
        pub currency: String,
        pub created_at: DateTime<Utc>,
        pub created_by: String,
        pub counted_at: Option<DateTime<Utc>>,
        pub approved_by: Option<String>,
        pub approval_reason: Option<String>,
        pub approved_at: Option<DateTime<Utc>>,
        pub cancel_reason: Option<String>,
        pub variance_cost: Option<Amount>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod stock_take_lines {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{ProductId, StockTakeId};
    use kernel::{Amount, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::products::Unit;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_stock_take_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub take_id: StockTakeId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub product_id: ProductId,
        pub sku: String,
        pub sku_key: String,
        pub description: String,
        pub unit: Unit,
        /// Empty for none.
        pub bin: String,
        /// By the books when the take began.
        pub snapshot: Quantity,
        pub counted: Option<Quantity>,
        /// By the books at the instant of the count.
        pub book: Option<Quantity>,
        pub counted_by: Option<String>,
        pub counted_at: Option<DateTime<Utc>>,
        /// Of one unit, when it was counted.
        pub unit_cost: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod cores {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::inventory::{ProductId, SupplierId};
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::{Amount, Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::cores::CoreState;

    /// The old part of a work order's line that is worth a deposit.
    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_cores")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub line_id: LineId,
        pub work_order_id: WorkOrderId,
        pub order_number: String,
        pub vehicle_plate: String,
        pub customer_name: String,
        pub site_id: SiteId,
        pub product_id: ProductId,
        pub description: String,
        pub quantity: Quantity,
        /// What the customer pays without it: of one, net.
        pub charge: Amount,
        pub currency: String,
        pub state: CoreState,
        /// When it came to this state.
        pub since: DateTime<Utc>,
        pub supplier_id: Option<SupplierId>,
        pub supplier_name: Option<String>,
        /// What the supplier should credit, net.
        pub expected_cost: Option<Amount>,
        pub sent_at: Option<DateTime<Utc>>,
        pub credit_number: Option<String>,
        pub credited_on: Option<NaiveDate>,
        pub credit_cost: Option<Amount>,
        pub version: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod numbers {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{NumberId, ProductId};
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::{Quantity, SiteId};
    use sea_orm::entity::prelude::*;

    /// A serial number or a batch in one place: on a site's shelf, or on a line of a work order.
    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_numbers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NumberId,
        pub product_id: ProductId,
        /// Whose shelf it is, or whose order.
        pub site_id: SiteId,
        pub number: String,
        /// Without case, accents and separators.
        pub number_key: String,
        pub is_serial: bool,
        /// None on a shelf.
        pub line_id: Option<LineId>,
        pub work_order_id: Option<WorkOrderId>,
        pub quantity: Quantity,
        /// Of it, what no shelf was told to have before.
        pub untold: Quantity,
        /// The piece was received again since, and went on another line.
        pub is_past: bool,
        /// When it came there last.
        pub since: DateTime<Utc>,
        pub by_name: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod number_entries {
    use chrono::{DateTime, Utc};
    use contracts::inventory::{NumberEntryId, NumberId, ProductId};
    use contracts::workshop::WorkOrderId;
    use kernel::Quantity;
    use sea_orm::entity::prelude::*;

    use crate::numbers::NumberKind;

    /// One change of how many are in a place. Never changed.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inventory_number_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NumberEntryId,
        pub number_id: NumberId,
        pub product_id: ProductId,
        pub kind: NumberKind,
        /// Signed.
        pub quantity: Quantity,
        pub work_order_id: Option<WorkOrderId>,
        /// A delivery's number.
        pub reference: Option<String>,
        pub reason: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
