//! What sites chose about reminders, their runs, and what was told of what is due.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, integer, pk_uuid, small_integer, string, text, timestamp_with_time_zone, uuid,
};

pub struct Reminders;

impl MigrationName for Reminders {
    fn name(&self) -> &'static str {
        "m0098_reminders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Reminders {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [settings(), runs(), reminders()] {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("notifications_reminder_settings", "next", &["next_at"], false),
    ("notifications_reminder_runs", "key", &["site_id", "key"], true),
    ("notifications_reminder_runs", "site", &["site_id", "id"], false),
    ("notifications_reminder_runs", "open", &["ended_at", "id"], false),
    ("notifications_reminders", "vehicle", &["vehicle_id", "kind"], true),
    ("notifications_reminders", "due", &["site_id", "is_open", "due_on", "id"], false),
    ("notifications_reminders", "seen", &["site_id", "is_open", "seen_on", "id"], false),
    ("notifications_reminders", "code", &["code"], false),
    ("notifications_reminders", "appointment", &["appointment_id"], false),
    ("notifications_reminders", "customer", &["customer_id"], false),
    ("notifications_reminders", "told_to", &["told_to"], false),
];

fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    table.take()
}

fn settings() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("site_id"),
        boolean("enabled"),
        small_integer("hour"),
        string("ladder"),
        string("kinds"),
        optional(timestamp_with_time_zone("next_at")),
        big_integer("version"),
    ];
    table("notifications_reminder_settings", columns)
}

fn runs() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        string("key"),
        date("day"),
        optional(string("by_name")),
        timestamp_with_time_zone("began_at"),
        optional(timestamp_with_time_zone("ended_at")),
        optional(timestamp_with_time_zone("lease_until")),
        big_integer("holder"),
        string("place"),
        text("figures"),
    ];
    table("notifications_reminder_runs", columns)
}

fn reminders() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("vehicle_id"),
        string("kind"),
        uuid("site_id"),
        optional(uuid("customer_id")),
        string("customer"),
        string("plate"),
        string("vehicle"),
        text("titles"),
        date("due_on"),
        optional(string("item")),
        optional(integer("told_step")),
        optional(date("told_on")),
        optional(date("told_due_on")),
        optional(date("told_done_on")),
        optional(string("told_item")),
        optional(uuid("told_to")),
        optional(uuid("message_id")),
        optional(string("code")),
        optional(uuid("appointment_id")),
        optional(string("stopped")),
        optional(date("next_on")),
        boolean("is_open"),
        date("seen_on"),
    ];
    table("notifications_reminders", columns)
}
