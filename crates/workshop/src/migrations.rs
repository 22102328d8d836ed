//! The tables of workshop. Jobs, lines and history name their order without a foreign key: an order is written after them,
//! so that its number's counter is locked as briefly as can be; none is ever deleted, and `ecar doctor` looks for orphans.

use kernel::schema::{create_module_tables, create_terms_table};
use sea_orm_migration::prelude::*;

use crate::MODULE;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(CreateWorkshop)]
    }

    fn migration_table_name() -> DynIden {
        "workshop_migrations".into_iden()
    }
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
        for (table, name, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{name}")).table(*table);
            for column in *columns {
                index.col(*column);
            }
            if *unique {
                index.unique();
            }
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }
}

/// Table, name, columns, unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("workshop_orders", "number", &["site_id", "number"], true),
    ("workshop_orders", "newest", &["site_id", "id"], false),
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

fn table(name: &'static str, columns: impl IntoIterator<Item = ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    table
}

fn id() -> ColumnDef {
    ColumnDef::new("id").uuid().not_null().primary_key().take()
}

fn uuid(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

fn string(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).string().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn long(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

fn boolean(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

fn time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().not_null().take()
}

fn optional(mut column: ColumnDef) -> ColumnDef {
    column.null().take()
}

fn orders() -> TableCreateStatement {
    let columns = [
        id(),
        string("number"),
        uuid("site_id"),
        string("state"),
        optional(string("state_before")),
        boolean("is_open"),
        optional(string("hold_reason")),
        optional(text("hold_note")),
        optional(time("held_since")),
        optional(text("cancel_reason")),
        text("concern"),
        string("title"),
        uuid("customer_id"),
        string("customer_name"),
        optional(string("customer_phone")),
        uuid("vehicle_id"),
        string("vehicle_plate"),
        string("vehicle_label"),
        optional(uuid("technician_id")),
        optional(string("technician_name")),
        optional(long("odometer_in")),
        optional(long("odometer_out")),
        optional(string("key_tag")),
        optional(time("promised_at")),
        long("promise_key"),
        optional(text("notes")),
        string("currency"),
        long("stamp_duty"),
        integer("vat_rate"),
        long("labour_rate"),
        long("total"),
        integer("jobs_waiting"),
        time("opened_at"),
        optional(time("completed_at")),
        optional(time("closed_at")),
        long("version"),
    ];
    table("workshop_orders", columns)
}

fn jobs() -> TableCreateStatement {
    let columns = [
        id(),
        uuid("order_id"),
        integer("position"),
        string("title"),
        optional(text("concern")),
        optional(text("cause")),
        optional(text("correction")),
        string("authorisation"),
        optional(string("method")),
        optional(string("by_name")),
        optional(time("decided_at")),
        optional(long("decided_net")),
        optional(long("decided_amount")),
        optional(text("reason")),
        optional(string("recorded_by")),
    ];
    table("workshop_jobs", columns)
}

fn lines() -> TableCreateStatement {
    let columns = [
        id(),
        uuid("order_id"),
        uuid("job_id"),
        integer("position"),
        string("kind"),
        optional(uuid("product_id")),
        optional(string("code")),
        string("description"),
        string("unit"),
        long("quantity"),
        long("unit_price"),
        integer("discount"),
        integer("vat_rate"),
        boolean("locked"),
        optional(long("completed_quantity")),
    ];
    table("workshop_lines", columns)
}

fn invoices() -> TableCreateStatement {
    let columns = [id(), uuid("order_id"), optional(string("number")), string("state"), long("due")];
    table("workshop_invoices", columns)
}

fn history() -> TableCreateStatement {
    let columns = [id(), uuid("order_id"), time("at"), string("by_name"), string("event"), optional(text("detail"))];
    table("workshop_history", columns)
}
