//! The tables of workshop. Jobs, lines and history name their order without a foreign key: an order is written after them,
//! so that its number's counter is locked as briefly as can be; none is ever deleted, and `ecar doctor` looks for orphans.

mod cores;
mod inspections;
mod issued;
mod language;
mod levies;
mod references;
mod told;

use kernel::files::CreateFiles;
use kernel::files::attachments::CreateAttachments;
use kernel::merging::CreateMerging;
use kernel::schema::{CreateAudit, CreateSpellings, IndexOf, create_indexes, create_module_tables, create_terms_table, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer as long, boolean, date, integer, pk_uuid, string, text, timestamp_with_time_zone as time, uuid,
};

use crate::MODULE;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all: Vec<Box<dyn MigrationTrait>> = vec![
            Box::new(CreateWorkshop),
            Box::new(CreateAudit(MODULE)),
            Box::new(KeepWhatIsRemoved),
            Box::new(KeepListPrices),
            Box::new(KeepAppointments),
            Box::new(CreateSpellings(MODULE)),
            Box::new(CreateMerging(MODULE)),
            Box::new(crate::time::CreateTime),
            Box::new(crate::deferred::CreateDeferredJobs),
            Box::new(KeepLeadSources),
            Box::new(KeepParts),
            Box::new(CreateFiles(MODULE)),
            Box::new(inspections::CreateInspections),
            Box::new(crate::estimates::CreateEstimates),
            Box::new(crate::gate::CreateGates),
            Box::new(crate::pricing::CreatePricing),
            Box::new(crate::canned_jobs::CreateCannedJobs),
            Box::new(crate::intake::CreateIntakes),
            Box::new(crate::estimates::KeepOptions),
            Box::new(crate::estimates::CreateEstimateSettings),
            Box::new(crate::pricing::CreateContractPrices),
            Box::new(crate::pricing::CreateFees),
            Box::new(crate::board::CreateBoards),
            Box::new(crate::notes::CreateNotes),
            Box::new(crate::quality::KeepChecks),
            Box::new(crate::warranty::CreateWarranties),
            Box::new(crate::sublet::CreateSublets),
            Box::new(KeepExpectedParts),
            Box::new(crate::time::KeepShares),
            Box::new(crate::pay::CreatePay),
            Box::new(issued::KeepIssued),
            Box::new(crate::estimates::RequireIntakeSignatures),
            Box::new(crate::pricing::CreateMarkupMatrices),
            Box::new(crate::margin::CreateMarginGuards),
            Box::new(crate::counter::CreateCounters),
            Box::new(KeepPacks),
            Box::new(cores::KeepCores),
            Box::new(crate::pricing::CreateLabourMatrices),
            Box::new(crate::deposits::AskForDeposits),
            Box::new(crate::used_parts::CreateUsedParts),
            Box::new(crate::quotes::KeepQuotes),
            Box::new(crate::pricing::FeesOfTyres),
            Box::new(crate::gate::AllowCredit),
            Box::new(crate::reductions::KeepReductions),
            Box::new(crate::progress::KeepProgress),
            Box::new(references::KeepPoNumbers),
            Box::new(crate::exemptions::KeepExemptions),
            Box::new(levies::KeepLevies),
        ];
        all.extend(later());
        all
    }

    fn migration_table_name() -> DynIden {
        "workshop_migrations".into_iden()
    }
}

fn later() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(crate::discount_requests::CreateDiscountRequests),
        Box::new(crate::coupons::CreateCoupons),
        Box::new(crate::taxes::KeepTaxRates),
        Box::new(CreateAttachments(MODULE)),
        Box::new(crate::estimates::AskApprovers),
        Box::new(told::KeepToldPrices),
        Box::new(crate::alerts::KeepPromiseWarnings),
        Box::new(crate::deferred::FindDeferredByCustomer),
        Box::new(crate::pricing::KeepFeesTakenOff),
        Box::new(language::KeepLanguages),
        Box::new(crate::deposits::KeepUsualDeposits),
    ]
}

struct CreateWorkshop;

impl MigrationName for CreateWorkshop {
    fn name(&self) -> &'static str {
        "m0001_create_workshop"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateWorkshop {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_module_tables(manager, MODULE).await?;
        create_terms_table(manager, MODULE).await?;
        for table in [orders(), jobs(), lines(), invoices(), history()] {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

/// Jobs and lines that were taken off stay, so that they can be put back as they were; the board's first index is read no more.
struct KeepWhatIsRemoved;

impl MigrationName for KeepWhatIsRemoved {
    fn name(&self) -> &'static str {
        "m0003_keep_what_is_removed"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepWhatIsRemoved {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["workshop_jobs", "workshop_lines"] {
            manager.alter_table(Table::alter().table(table).add_column(optional(long("removed_in"))).take()).await?;
        }
        manager.drop_index(Index::drop().name("workshop_orders_board").table("workshop_orders").to_owned()).await
    }
}

/// Lines keep the price they were offered at. Of lines that are there already it is the price they have.
struct KeepListPrices;

impl MigrationName for KeepListPrices {
    fn name(&self) -> &'static str {
        "m0004_keep_list_prices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepListPrices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("workshop_lines").add_column(optional(long("list_price"))).take()).await?;
        let fill = "update workshop_lines set list_price = unit_price where kind = 'labour' or product_id is not null";
        manager.get_connection().execute_unprepared(fill).await.map(drop)
    }
}

/// Lines may count packs of an article.
struct KeepPacks;

impl MigrationName for KeepPacks {
    fn name(&self) -> &'static str {
        "m0045_keep_packs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepPacks {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("workshop_lines").add_column(optional(long("pack_factor"))).take()).await
    }
}

/// Which appointment an order was opened of: one of each.
struct KeepAppointments;

impl MigrationName for KeepAppointments {
    fn name(&self) -> &'static str {
        "m0005_keep_appointments"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepAppointments {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(uuid("appointment_id"));
        manager.alter_table(Table::alter().table("workshop_orders").add_column(column).take()).await?;
        let mut index = Index::create();
        index.name("workshop_orders_appointment").table("workshop_orders").col("appointment_id").unique();
        manager.create_index(index.take()).await
    }
}

/// How a visit came about, where it was asked.
struct KeepLeadSources;

impl MigrationName for KeepLeadSources {
    fn name(&self) -> &'static str {
        "m0006_keep_lead_sources"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepLeadSources {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(string("lead_source"));
        manager.alter_table(Table::alter().table("workshop_orders").add_column(column).take()).await
    }
}

/// How the lines that want parts stand, as inventory tells, and the worst of them for lists.
struct KeepParts;

impl MigrationName for KeepParts {
    fn name(&self) -> &'static str {
        "m0008_keep_parts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepParts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(string("parts_light"));
        manager.alter_table(Table::alter().table("workshop_orders").add_column(column).take()).await?;
        manager.create_table(parts()).await?;
        let mut index = Index::create();
        index.name("workshop_parts_order").table("workshop_parts").col("order_id");
        manager.create_index(index.take()).await
    }
}

/// When the last part that is not here is expected.
struct KeepExpectedParts;

impl MigrationName for KeepExpectedParts {
    fn name(&self) -> &'static str {
        "m0027_expected_parts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepExpectedParts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let orders = Table::alter().table("workshop_orders").add_column(optional(date("parts_expected_on"))).take();
        manager.alter_table(orders).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_orders", "number", &["site_id", "number"], true),
    ("workshop_orders", "newest", &["site_id", "id"], false),
    ("workshop_orders", "state", &["site_id", "state", "id"], false),
    ("workshop_orders", "promised", &["site_id", "promise_key", "id"], false),
    ("workshop_orders", "board", &["site_id", "is_open", "promise_key", "id"], false),
    ("workshop_orders", "customer", &["customer_id", "id"], false),
    ("workshop_orders", "vehicle", &["vehicle_id", "id"], false),
    ("workshop_orders", "technician", &["technician_id", "id"], false),
    ("workshop_jobs", "order", &["order_id"], false),
    ("workshop_lines", "order", &["order_id"], false),
    ("workshop_invoices", "order", &["order_id"], false),
    ("workshop_history", "newest", &["order_id", "id"], false),
];

fn orders() -> TableCreateStatement {
    Table::create()
        .table("workshop_orders")
        .col(pk_uuid("id"))
        .col(string("number"))
        .col(uuid("site_id"))
        .col(string("state"))
        .col(optional(string("state_before")))
        .col(boolean("is_open"))
        .col(optional(string("hold_reason")))
        .col(optional(text("hold_note")))
        .col(optional(time("held_since")))
        .col(optional(text("cancel_reason")))
        .col(text("concern"))
        .col(string("title"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(optional(string("customer_phone")))
        .col(uuid("vehicle_id"))
        .col(string("vehicle_plate"))
        .col(string("vehicle_label"))
        .col(optional(uuid("technician_id")))
        .col(optional(string("technician_name")))
        .col(optional(long("odometer_in")))
        .col(optional(long("odometer_out")))
        .col(optional(string("key_tag")))
        .col(optional(time("promised_at")))
        .col(long("promise_key"))
        .col(optional(text("notes")))
        .col(string("currency"))
        .col(long("stamp_duty"))
        .col(integer("vat_rate"))
        .col(long("labour_rate"))
        .col(long("total"))
        .col(integer("jobs_waiting"))
        .col(time("opened_at"))
        .col(optional(time("completed_at")))
        .col(optional(time("closed_at")))
        .col(long("version"))
        .take()
}

fn jobs() -> TableCreateStatement {
    Table::create()
        .table("workshop_jobs")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(integer("position"))
        .col(string("title"))
        .col(optional(text("concern")))
        .col(optional(text("cause")))
        .col(optional(text("correction")))
        .col(string("authorisation"))
        .col(optional(string("method")))
        .col(optional(string("by_name")))
        .col(optional(time("decided_at")))
        .col(optional(long("decided_net")))
        .col(optional(long("decided_amount")))
        .col(optional(text("reason")))
        .col(optional(string("recorded_by")))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("workshop_lines")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(uuid("job_id"))
        .col(integer("position"))
        .col(string("kind"))
        .col(optional(uuid("product_id")))
        .col(optional(string("code")))
        .col(string("description"))
        .col(string("unit"))
        .col(long("quantity"))
        .col(long("unit_price"))
        .col(integer("discount"))
        .col(integer("vat_rate"))
        .col(boolean("locked"))
        .col(optional(long("completed_quantity")))
        .take()
}

fn invoices() -> TableCreateStatement {
    Table::create()
        .table("workshop_invoices")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(optional(string("number")))
        .col(string("state"))
        .col(long("due"))
        .take()
}

fn parts() -> TableCreateStatement {
    Table::create()
        .table("workshop_parts")
        .col(uuid("line_id").primary_key())
        .col(uuid("order_id"))
        .col(long("wanted"))
        .col(long("reserved"))
        .col(long("ordered"))
        .col(optional(ColumnDef::new("expected_on").date().not_null().take()))
        .take()
}

fn history() -> TableCreateStatement {
    Table::create()
        .table("workshop_history")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(time("at"))
        .col(string("by_name"))
        .col(string("event"))
        .col(optional(text("detail")))
        .take()
}
