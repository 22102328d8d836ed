//! Rows as stored. Only the store and the demonstration data build them.

pub mod invoices {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::billing::InvoiceId;
    use contracts::customers::CustomerId;
    use contracts::vehicles::VehicleId;
    use contracts::workshop::WorkOrderId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::invoices::State;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_invoices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvoiceId,
        pub site_id: SiteId,
        pub work_order_id: WorkOrderId,
        pub work_order_number: String,
        pub customer_id: CustomerId,
        pub customer_name: String,
        pub vehicle_id: VehicleId,
        pub vehicle_plate: String,
        pub vehicle_label: String,
        pub odometer_km: Option<i64>,
        pub state: State,
        /// A draft whose order is reopened.
        pub held: bool,
        /// `F-LAC-2026`; with `sequence` the number's parts, for series without gaps.
        pub series: Option<String>,
        pub sequence: Option<i64>,
        pub number: Option<String>,
        /// Seller and buyer as frozen at issue, in JSON.
        pub parties: Option<String>,
        pub language: Option<String>,
        pub currency: String,
        pub net: Amount,
        pub vat: Amount,
        pub gross: Amount,
        pub stamp_duty: Amount,
        pub total: Amount,
        pub paid: Amount,
        pub due: Amount,
        pub issued_at: Option<DateTime<Utc>>,
        pub issued_on: Option<NaiveDate>,
        pub due_on: Option<NaiveDate>,
        pub created_at: DateTime<Utc>,
        pub version: i64,
        /// Of an opening entry: the number of the earlier system's document.
        pub document: Option<String>,
        /// Of an opening entry: what that document says in all, where it is known.
        pub document_total: Option<Amount>,
        /// What the garage wrote for the customer, in JSON; none where it wrote nothing.
        pub notes: Option<String>,
        /// What credit notes took back.
        pub credited: Amount,
        /// Who pays in the place of the order's customer.
        pub payer_id: Option<CustomerId>,
        /// The customer's own order number; of several orders, theirs with commas.
        pub po_number: Option<String>,
        /// Of several orders, each of them, in JSON.
        pub together: Option<String>,
        /// The certificate by which it is sold without VAT, in JSON.
        pub exemption: Option<String>,
        /// What prices that were told with tax make more or less of than the gross.
        pub rounding: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which orders an invoice of several invoices. A row is written once.
pub mod invoice_orders {
    use contracts::billing::InvoiceId;
    use contracts::workshop::WorkOrderId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_invoice_orders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: InvoiceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub work_order_id: WorkOrderId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod lines {
    use contracts::billing::InvoiceId;
    use contracts::inventory::ProductId;
    use contracts::workshop::{CoverKind, LineId, LineKind};
    use kernel::{Amount, BasisPoints, Quantity};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_lines")]
    pub struct Model {
        /// The work order's line: billed once, so it identifies the row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub line_id: LineId,
        pub invoice_id: InvoiceId,
        pub position: i32,
        pub job_title: String,
        pub kind: LineKind,
        pub product_id: Option<ProductId>,
        pub code: Option<String>,
        pub description: String,
        pub unit: String,
        pub quantity: Quantity,
        pub unit_price: Amount,
        pub discount: BasisPoints,
        pub vat_rate: BasisPoints,
        pub net: Amount,
        /// What was taken off beside the discount.
        pub off: Amount,
        /// What the garage gave, or somebody else pays, and who that is.
        pub given: Amount,
        pub cover: Option<CoverKind>,
        /// The rate that a certificate takes off.
        pub exempt_from: Option<BasisPoints>,
        /// A levy on the net, in the base of its VAT.
        pub levy_rate: BasisPoints,
        /// What a unit was told to cost with tax, where that counts.
        pub unit_price_with_tax: Option<Amount>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod payments {
    use chrono::{DateTime, Utc};
    use contracts::billing::{InvoiceId, PaymentId};
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    use crate::invoices::{PaymentKind, Tender};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_payments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PaymentId,
        pub invoice_id: InvoiceId,
        pub kind: PaymentKind,
        pub tender: Tender,
        /// More than zero, whichever way the money went.
        pub amount: Amount,
        pub reference: Option<String>,
        /// Of a refund.
        pub reason: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was taken back of an invoice. A row is written once.
pub mod credit_notes {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::billing::{CreditNoteId, InvoiceId};
    use contracts::customers::CustomerId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_credit_notes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CreditNoteId,
        pub site_id: SiteId,
        pub invoice_id: InvoiceId,
        pub invoice_number: String,
        pub work_order_number: String,
        pub customer_id: CustomerId,
        pub customer_name: String,
        pub vehicle_plate: String,
        pub vehicle_label: String,
        /// `AV-LAC-2026`, as of an invoice.
        pub series: String,
        pub sequence: i64,
        pub number: String,
        pub reason: String,
        /// Seller and buyer as the invoice has them, in JSON.
        pub parties: String,
        pub language: String,
        pub currency: String,
        pub net: Amount,
        pub vat: Amount,
        /// By rate, in JSON: what VAT is of depends on what was taken back before.
        pub vat_groups: String,
        pub gross: Amount,
        pub stamp_duty: Amount,
        pub total: Amount,
        pub issued_at: DateTime<Utc>,
        pub issued_on: NaiveDate,
        pub by_name: String,
        /// The invoice's certificate, in JSON.
        pub exemption: Option<String>,
        /// As of VAT, in JSON; none without any.
        pub levies: Option<String>,
        /// What goes back of the invoice's rounding.
        pub rounding: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of an invoice, as far as it was taken back. A row is written once.
pub mod credit_lines {
    use contracts::billing::{CreditNoteId, InvoiceId};
    use contracts::workshop::LineId;
    use kernel::money::Taxed;
    use kernel::{Amount, BasisPoints, Quantity};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_credit_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub credit_note_id: CreditNoteId,
        pub invoice_id: InvoiceId,
        /// Of the invoice.
        pub line_id: LineId,
        pub position: i32,
        pub job_title: String,
        pub code: Option<String>,
        pub description: String,
        pub unit: String,
        /// Zero for a price reduction.
        pub quantity: Quantity,
        pub unit_price: Amount,
        pub discount: BasisPoints,
        pub vat_rate: BasisPoints,
        pub net: Amount,
        /// The rate that a certificate takes off.
        pub exempt_from: Option<BasisPoints>,
        /// A levy on the net, in the base of its VAT.
        pub levy_rate: BasisPoints,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// How it counts in totals.
        pub fn taxed(&self) -> Taxed {
            Taxed { net: self.net, rate: self.vat_rate, is_exempt: self.exempt_from.is_some(), levy: self.levy_rate, told: None }
        }
    }
}

/// Money that came before there was an invoice. But for what is left of it, a row is written once.
pub mod deposits {
    use chrono::{DateTime, Utc};
    use contracts::billing::{DepositId, InvoiceId};
    use contracts::customers::CustomerId;
    use contracts::workshop::WorkOrderId;
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::invoices::Tender;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_deposits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DepositId,
        pub site_id: SiteId,
        pub work_order_id: WorkOrderId,
        pub work_order_number: String,
        pub customer_id: CustomerId,
        pub customer_name: String,
        /// `AC-LAC-2026`, as of an invoice.
        pub series: String,
        pub sequence: i64,
        pub number: String,
        pub currency: String,
        pub amount: Amount,
        /// The amount less its entries.
        pub open: Amount,
        pub tender: Tender,
        pub reference: Option<String>,
        /// Of the credited invoice that it was paid for at first: it is no new money.
        pub from_invoice_id: Option<InvoiceId>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a deposit was used for. Only added to.
pub mod deposit_entries {
    use chrono::{DateTime, Utc};
    use contracts::billing::{DepositId, InvoiceId};
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    use crate::invoices::Tender;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_deposit_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub deposit_id: DepositId,
        pub amount: Amount,
        /// What it paid; none of what was handed back.
        pub invoice_id: Option<InvoiceId>,
        /// How it was handed back, and why.
        pub tender: Option<Tender>,
        pub reason: Option<String>,
        pub reference: Option<String>,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was counted in the evening. A row is written once.
pub mod day_closes {
    use chrono::{DateTime, NaiveDate, Utc};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_day_closes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        /// By site, without gaps.
        pub sequence: i64,
        pub on_day: NaiveDate,
        /// When the site's first close began to count: nothing before is.
        pub counts_from: DateTime<Utc>,
        pub at: DateTime<Utc>,
        pub currency: String,
        /// What the close before it kept.
        pub begun_with: Amount,
        /// As counted.
        pub cash: Amount,
        pub kept: Amount,
        /// By tender, in JSON.
        pub tenders: String,
        pub reason: Option<String>,
        pub by_name: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which close took a movement of money: a payment, a deposit, or what of one went back, by its id. A row is written once.
pub mod day_entries {
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    use crate::invoices::Tender;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_day_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub close_id: Uuid,
        pub tender: Tender,
        /// Below zero for what went out.
        pub amount: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A link of the chain of issued documents, by the id of its document. A row is written once.
pub mod chain {
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_chain")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        pub series: String,
        pub sequence: i64,
        /// `invoice`, `credit_note` or `deposit`
        pub kind: String,
        /// Of the hash before it in the series, and of what is frozen of the document.
        pub hash: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which days of a site's journal are exported and locked. A row is written once.
pub mod journal_exports {
    use chrono::{DateTime, NaiveDate, Utc};
    use kernel::{Amount, SiteId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_journal_exports")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        /// By site, without gaps.
        pub sequence: i64,
        /// Nothing before this day is in an export of the site.
        pub counts_from: Option<NaiveDate>,
        pub from_day: NaiveDate,
        /// The last day that is locked.
        pub until_day: NaiveDate,
        pub at: DateTime<Utc>,
        pub by_name: String,
        pub currency: String,
        /// Of its entries, which go on where the export before it ended.
        pub first_number: i64,
        pub last_number: i64,
        /// Of all entries; the credit is the same.
        pub debit: Amount,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An exported entry, by the id of its document. A row is written once.
pub mod journal_entries {
    use chrono::NaiveDate;
    use contracts::customers::CustomerId;
    use sea_orm::entity::prelude::*;

    use crate::accounting::Journal;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_journal_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub export_id: Uuid,
        pub number: i64,
        pub journal: Journal,
        pub on_day: NaiveDate,
        pub piece: String,
        pub piece_on: NaiveDate,
        pub label: String,
        pub customer_id: Option<CustomerId>,
        pub customer_name: Option<String>,
        /// In JSON.
        pub lines: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What makes up what is open of an opening entry. Only added to.
pub mod openings {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_openings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: InvoiceId,
        /// Below zero lowers what is open.
        pub amount: Amount,
        pub by_name: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What customers signed. Append-only.
pub mod signatures {
    use chrono::{DateTime, Utc};
    use contracts::billing::InvoiceId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_signatures")]
    pub struct Model {
        /// Of the drawing too, which is a file of the invoice.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: InvoiceId,
        pub by_name: String,
        pub recorded_by: String,
        /// SHA-256 of the content.
        pub hash: String,
        /// The draft as it was signed, as JSON.
        pub content: String,
        pub at: DateTime<Utc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
