//! The rows of workshop's tables.

pub mod order {
    use chrono::{DateTime, NaiveDate, Utc};
    use contracts::customers::CustomerId;
    use contracts::identity::UserId;
    use contracts::inventory::PartsLight;
    use contracts::scheduling::AppointmentId;
    use contracts::vehicles::VehicleId;
    use contracts::workshop::{LabourRateId, LeadSource, WorkOrderId};
    use kernel::{Amount, BasisPoints, SiteId};
    use sea_orm::entity::prelude::*;

    use crate::quotes::QuoteState;
    use crate::work_orders::state::{HoldReason, WorkOrderState};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_orders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WorkOrderId,
        pub number: String,
        pub site_id: SiteId,
        pub state: WorkOrderState,
        /// Of a cancelled order.
        pub state_before: Option<WorkOrderState>,
        pub is_open: bool,
        pub hold_reason: Option<HoldReason>,
        pub hold_note: Option<String>,
        pub held_since: Option<DateTime<Utc>>,
        pub cancel_reason: Option<String>,
        pub concern: String,
        pub title: String,
        pub customer_id: CustomerId,
        pub customer_name: String,
        pub customer_phone: Option<String>,
        pub vehicle_id: VehicleId,
        pub vehicle_plate: String,
        pub vehicle_label: String,
        pub technician_id: Option<UserId>,
        pub technician_name: Option<String>,
        pub odometer_in: Option<i64>,
        pub odometer_out: Option<i64>,
        pub key_tag: Option<String>,
        pub promised_at: Option<DateTime<Utc>>,
        /// The promise in microseconds, the greatest number without one: sorts alike on both databases.
        pub promise_key: i64,
        pub notes: Option<String>,
        pub currency: String,
        pub stamp_duty: Amount,
        pub vat_rate: BasisPoints,
        pub labour_rate: Amount,
        pub total: Amount,
        pub jobs_waiting: i32,
        pub opened_at: DateTime<Utc>,
        pub completed_at: Option<DateTime<Utc>>,
        pub closed_at: Option<DateTime<Utc>>,
        pub version: i64,
        /// The appointment that it was opened of.
        pub appointment_id: Option<AppointmentId>,
        /// The worst light of its parts.
        pub parts_light: Option<PartsLight>,
        /// When the last of its parts that is not here is expected.
        pub parts_expected_on: Option<NaiveDate>,
        /// How the visit came about.
        pub lead_source: Option<LeadSource>,
        /// What was chosen for it.
        pub labour_rate_id: Option<LabourRateId>,
        /// Who passed its quality check.
        pub checked_by: Option<String>,
        /// What it asks ahead: one of both, or neither.
        pub deposit_share: Option<BasisPoints>,
        pub deposit_amount: Option<Amount>,
        /// What billing holds on it.
        pub deposits_held: Amount,
        /// Who let it begin whatever its customer owes, and why; JSON.
        pub credit_allowed: Option<String>,
        /// How a quote stands, worked out for its list; none of what was never one. Never `expired`, which comes by itself.
        pub quote_state: Option<QuoteState>,
        pub quote_asked_at: Option<DateTime<Utc>>,
        pub quote_until: Option<DateTime<Utc>>,
        pub quote_converted_at: Option<DateTime<Utc>>,
        /// JSON; none without a discount on all of it.
        pub discount: Option<String>,
        pub po_number: Option<String>,
        /// The certificate by which it is sold without VAT; JSON.
        pub exemption: Option<String>,
        /// What is taxed otherwise than at `vat_rate`; JSON, none where nothing is.
        pub tax_rates: Option<String>,
        /// What the order words by itself is in it.
        pub language: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod job {
    use chrono::{DateTime, Utc};
    use contracts::workshop::{CannedJobId, JobId, WorkOrderId};
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    use crate::work_orders::job::{AuthorisationMethod, AuthorisationState};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_jobs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: JobId,
        pub order_id: WorkOrderId,
        pub position: i32,
        pub title: String,
        pub concern: Option<String>,
        pub cause: Option<String>,
        pub correction: Option<String>,
        pub authorisation: AuthorisationState,
        /// The evidence, all of it or nothing.
        pub method: Option<AuthorisationMethod>,
        pub by_name: Option<String>,
        pub decided_at: Option<DateTime<Utc>>,
        pub decided_net: Option<Amount>,
        pub decided_amount: Option<Amount>,
        pub reason: Option<String>,
        pub recorded_by: Option<String>,
        /// The order's version that took the job off; none while it is on.
        pub removed_in: Option<i64>,
        /// What it was made of.
        pub canned_job_id: Option<CannedJobId>,
        /// Options of which one can be approved share it.
        pub option_group: Option<String>,
        /// JSON; none while its hours go to whoever clocks time on it.
        pub shares: Option<String>,
        /// JSON; none while nothing is taken off it.
        pub reductions: Option<String>,
        /// What was decided on was told without VAT.
        pub decided_exempt: bool,
        /// JSON; none while it is asked for every fee.
        pub fees_off: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod line {
    use contracts::inventory::ProductId;
    use contracts::workshop::{CoreState, JobId, LineId, LineKind, WorkOrderId};
    use kernel::{Amount, BasisPoints, Quantity};
    use sea_orm::entity::prelude::*;

    use crate::pricing::PriceRule;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LineId,
        pub order_id: WorkOrderId,
        pub job_id: JobId,
        pub position: i32,
        pub kind: LineKind,
        pub product_id: Option<ProductId>,
        pub code: Option<String>,
        pub description: String,
        pub unit: String,
        pub quantity: Quantity,
        /// None for what neither the catalogue nor the labour rate prices.
        pub list_price: Option<Amount>,
        pub unit_price: Amount,
        pub discount: BasisPoints,
        pub vat_rate: BasisPoints,
        pub locked: bool,
        pub completed_quantity: Option<Quantity>,
        /// How many of the article's units are in one of these.
        pub pack_factor: Option<Quantity>,
        /// The order's version that took the line off, by itself or with its job; none while it is on.
        pub removed_in: Option<i64>,
        /// Which rule the list price is of; none for lines of before there were rules.
        pub price_rule: Option<PriceRule>,
        pub price_rule_name: Option<String>,
        /// Who typed the unit price.
        pub priced_by: Option<String>,
        /// What a unit of a part cost the garage when the line was written.
        pub unit_cost: Option<Amount>,
        /// Of one, net, until the old part comes; with what became of it.
        pub core_charge: Option<Amount>,
        pub core_state: Option<CoreState>,
        /// The part whose old one this line charges.
        pub core_of: Option<LineId>,
        /// A tyre's.
        pub is_tyre: bool,
        /// Of an hour of labour, before the site's matrix.
        pub rate_price: Option<Amount>,
        /// What the matrix multiplied it by.
        pub price_factor: Option<i32>,
        /// What discounts on the job and the order take, and what somebody else bears.
        pub off: Amount,
        pub given: Amount,
        /// Under which it stands on the invoice of who else pays.
        pub other_line: Option<LineId>,
        /// In the base of its VAT.
        pub levy_rate: BasisPoints,
        /// What a unit was told to cost with tax.
        pub unit_price_with_tax: Option<Amount>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What inventory told of the lines that want parts.
pub mod part {
    use chrono::NaiveDate;
    use contracts::workshop::{LineId, WorkOrderId};
    use kernel::Quantity;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_parts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub line_id: LineId,
        pub order_id: WorkOrderId,
        pub wanted: Quantity,
        pub reserved: Quantity,
        pub ordered: Quantity,
        pub expected_on: Option<NaiveDate>,
        pub issued: Quantity,
        pub returned: Quantity,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What billing told of the order's invoices.
pub mod invoice {
    use contracts::billing::InvoiceId;
    use contracts::workshop::WorkOrderId;
    use kernel::Amount;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_invoices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvoiceId,
        pub order_id: WorkOrderId,
        pub number: Option<String>,
        pub state: String,
        pub due: Amount,
        /// Of somebody who pays in the customer's place.
        pub is_payers: bool,
        /// Of several orders, of which `order_id` is the first.
        pub is_together: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which orders an invoice of several invoices.
pub mod together {
    use contracts::billing::InvoiceId;
    use contracts::workshop::WorkOrderId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_invoices_together")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: InvoiceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: WorkOrderId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Append-only.
pub mod history {
    use chrono::{DateTime, Utc};
    use contracts::workshop::WorkOrderId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_history")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub order_id: WorkOrderId,
        pub at: DateTime<Utc>,
        pub by_name: String,
        pub event: String,
        pub detail: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
