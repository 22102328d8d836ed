//! The tables of scheduling. Instants that are compared are seconds since 1970: numbers sort alike on both databases.

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
        vec![
            Box::new(CreateScheduling),
            Box::new(CreateAudit(MODULE)),
            Box::new(CreateSpellings(MODULE)),
            Box::new(CreateMerging(MODULE)),
            Box::new(TakeOnlineBookings),
            Box::new(AllowFrames),
            Box::new(KeepPromises),
            Box::new(AskForDeposits),
            Box::new(KnowReminders),
            Box::new(TellCapacity),
        ]
    }

    fn migration_table_name() -> DynIden {
        "scheduling_migrations".into_iden()
    }
}

struct CreateScheduling;

impl MigrationName for CreateScheduling {
    fn name(&self) -> &'static str {
        "m0001_create_scheduling"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateScheduling {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_module_tables(manager, MODULE).await?;
        create_terms_table(manager, MODULE).await?;
        for table in [resources(), absences(), services(), settings(), locked_days()] {
            manager.create_table(table).await?;
        }
        for table in [appointments(), allocations(), history(), series(), work_orders()] {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

const ONLINE_INDEXES: &[IndexOf] = &[
    ("scheduling_links", "hash", &["hash"], true),
    ("scheduling_feeds", "hash", &["hash"], true),
    ("scheduling_feeds", "user", &["user_id", "id"], false),
];

/// Online booking: what a site chose about it, the language of who booked, the secret links of appointments, and calendar
/// feeds.
struct TakeOnlineBookings;

impl MigrationName for TakeOnlineBookings {
    fn name(&self) -> &'static str {
        "m0002_take_online_bookings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for TakeOnlineBookings {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let settings =
            [boolean("online").default(false).take(), integer("lead_hours").default(4).take(), integer("days_ahead").default(60).take()];
        for column in settings.into_iter().chain([text("online_text").default("").take()]) {
            add_column(manager, "scheduling_settings", column).await?;
        }
        for column in [optional(string("language")), optional(time("consent_at"))] {
            add_column(manager, "scheduling_appointments", column).await?;
        }
        let links = vec![pk_uuid("id"), string("hash"), uuid("appointment_id"), time("created_at")];
        manager.create_table(table("scheduling_links", links)).await?;
        let feeds = vec![pk_uuid("id"), string("hash"), uuid("user_id"), uuid("site_id"), boolean("whole_site"), time("created_at")];
        manager.create_table(table("scheduling_feeds", feeds)).await?;
        create_indexes(manager, ONLINE_INDEXES).await
    }
}

/// Whose pages may show a site's booking page.
struct AllowFrames;

impl MigrationName for AllowFrames {
    fn name(&self) -> &'static str {
        "m0003_allow_frames"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AllowFrames {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "scheduling_settings", text("frames").default("[]").take()).await
    }
}

/// When customers were told that the work is ready.
struct KeepPromises;

impl MigrationName for KeepPromises {
    fn name(&self) -> &'static str {
        "m0004_keep_promises"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepPromises {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "scheduling_work_orders", optional(long("promised"))).await
    }
}

/// When a deposit is asked for, and what came of it.
struct AskForDeposits;

impl MigrationName for AskForDeposits {
    fn name(&self) -> &'static str {
        "m0005_ask_for_deposits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AskForDeposits {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [long("deposit"), integer("deposit_minutes"), integer("deposit_no_shows")] {
            add_column(manager, "scheduling_settings", optional(column)).await?;
        }
        for column in [long("deposit_asked"), text("deposit_received")] {
            add_column(manager, "scheduling_appointments", optional(column)).await?;
        }
        Ok(())
    }
}

/// Which reminder led to an appointment.
struct KnowReminders;

impl MigrationName for KnowReminders {
    fn name(&self) -> &'static str {
        "m0098_know_reminders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KnowReminders {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "scheduling_appointments", optional(string("reminder"))).await
    }
}

struct TellCapacity;

impl MigrationName for TellCapacity {
    fn name(&self) -> &'static str {
        "m0118_tell_capacity"
    }
}

/// What was told of each day last.
#[async_trait::async_trait]
impl MigrationTrait for TellCapacity {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("scheduling_capacities")
            .col(uuid("site_id"))
            .col(date("day"))
            .col(text("told"))
            .primary_key(Index::create().col("site_id").col("day"))
            .take();
        manager.create_table(table).await
    }
}

async fn add_column(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}

const INDEXES: &[IndexOf] = &[
    ("scheduling_resources", "site", &["site_id", "id"], false),
    ("scheduling_resources", "user", &["site_id", "user_id"], true),
    ("scheduling_absences", "site", &["site_id", "ends"], false),
    ("scheduling_absences", "resource", &["resource_id", "ends"], false),
    ("scheduling_services", "site", &["site_id", "id"], false),
    ("scheduling_locked_days", "day", &["site_id", "day"], true),
    ("scheduling_appointments", "number", &["site_id", "number"], true),
    ("scheduling_appointments", "starts", &["site_id", "starts", "id"], false),
    ("scheduling_appointments", "state", &["site_id", "state", "starts", "id"], false),
    ("scheduling_appointments", "customer", &["customer_id", "starts", "id"], false),
    ("scheduling_appointments", "vehicle", &["vehicle_id", "starts", "id"], false),
    ("scheduling_appointments", "technician", &["technician_id", "starts", "id"], false),
    ("scheduling_appointments", "series", &["series_id", "starts"], false),
    ("scheduling_allocations", "resource", &["resource_id", "starts"], false),
    ("scheduling_allocations", "site", &["site_id", "starts"], false),
    ("scheduling_allocations", "appointment", &["appointment_id"], false),
    ("scheduling_allocations", "work_order", &["work_order_id"], false),
    ("scheduling_history", "appointment", &["appointment_id", "id"], false),
    ("scheduling_series", "site", &["site_id", "id"], false),
    ("scheduling_work_orders", "vehicle", &["vehicle_id"], false),
    ("scheduling_work_orders", "site", &["site_id"], false),
];

fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    table.take()
}

fn resources() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        string("kind"),
        string("name"),
        optional(uuid("user_id")),
        text("codes"),
        optional(text("week")),
        integer("efficiency"),
        boolean("active"),
        time("created_at"),
        long("version"),
    ];
    table("scheduling_resources", columns)
}

fn absences() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        uuid("resource_id"),
        long("starts"),
        long("ends"),
        string("reason"),
        string("by_name"),
        time("created_at"),
    ];
    table("scheduling_absences", columns)
}

fn services() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        string("name_fr"),
        string("name_ar"),
        string("name_en"),
        integer("minutes"),
        optional(string("skill")),
        optional(string("capability")),
        boolean("online"),
        optional(long("deposit")),
        boolean("active"),
        time("created_at"),
        long("version"),
    ];
    table("scheduling_services", columns)
}

fn settings() -> TableCreateStatement {
    let columns = vec![
        ColumnDef::new("site_id").uuid().not_null().primary_key().take(),
        integer("slot_minutes"),
        optional(integer("most_waiters")),
        integer("late_hours"),
        text("skills"),
        text("capabilities"),
        long("version"),
    ];
    table("scheduling_settings", columns)
}

fn locked_days() -> TableCreateStatement {
    table(
        "scheduling_locked_days",
        vec![pk_uuid("id"), uuid("site_id"), date("day"), string("reason"), string("by_name"), time("created_at")],
    )
}

fn appointments() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        string("number"),
        uuid("site_id"),
        string("state"),
        optional(uuid("customer_id")),
        string("customer_name"),
        optional(string("phone")),
        optional(string("email")),
        optional(uuid("vehicle_id")),
        optional(string("plate")),
        optional(string("vehicle_label")),
        text("services"),
        text("concern"),
        optional(text("notes")),
        boolean("is_waiter"),
        string("source"),
        long("starts"),
        long("ends"),
        integer("minutes"),
        optional(time("promised_at")),
        optional(uuid("technician_id")),
        optional(uuid("series_id")),
        optional(uuid("work_order_id")),
        optional(string("work_order_number")),
        optional(string("cancelled_by")),
        optional(text("cancel_reason")),
        boolean("is_late"),
        time("created_at"),
        long("version"),
    ];
    table("scheduling_appointments", columns)
}

fn allocations() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        optional(uuid("appointment_id")),
        optional(uuid("work_order_id")),
        uuid("resource_id"),
        long("starts"),
        long("ends"),
    ];
    table("scheduling_allocations", columns)
}

fn history() -> TableCreateStatement {
    let columns = vec![pk_uuid("id"), uuid("appointment_id"), time("at"), string("by_name"), string("event"), optional(text("detail"))];
    table("scheduling_history", columns)
}

fn series() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        string("unit"),
        integer("every"),
        integer("times"),
        uuid("customer_id"),
        optional(uuid("vehicle_id")),
        text("services"),
        long("starts"),
        boolean("active"),
        string("by_name"),
        time("created_at"),
        long("version"),
    ];
    table("scheduling_series", columns)
}

/// What the workshop told of its orders: for warnings, and for what is carried over.
fn work_orders() -> TableCreateStatement {
    let columns = vec![pk_uuid("id"), uuid("site_id"), uuid("vehicle_id"), string("number"), boolean("is_open")];
    table("scheduling_work_orders", columns)
}
