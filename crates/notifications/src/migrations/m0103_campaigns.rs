//! Campaigns with their runs and whom they reached, how many promotions people had, and what came of messages.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, pk_uuid, small_integer, string, text, timestamp_with_time_zone, uuid};

pub struct Campaigns;

impl MigrationName for Campaigns {
    fn name(&self) -> &'static str {
        "m0103_campaigns"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Campaigns {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [settings(), campaigns(), runs(), recipients(), promoted(), worth()] {
            manager.create_table(table).await?;
        }
        let order = optional(uuid("work_order_id"));
        manager.alter_table(Table::alter().table("notifications_reminders").add_column(order).take()).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("notifications_campaign_settings", "next", &["next_at"], false),
    ("notifications_campaigns", "site", &["site_id", "id"], false),
    ("notifications_campaigns", "running", &["site_id", "state", "id"], false),
    ("notifications_campaign_runs", "key", &["campaign_id", "key"], true),
    ("notifications_campaign_runs", "campaign", &["campaign_id", "id"], false),
    ("notifications_campaign_runs", "open", &["ended_at", "id"], false),
    ("notifications_recipients", "told", &["campaign_id", "told_to"], true),
    ("notifications_recipients", "now", &["campaign_id", "customer_id"], false),
    ("notifications_recipients", "customer", &["customer_id", "at"], false),
    ("notifications_recipients", "code", &["code"], false),
    ("notifications_recipients", "appointment", &["appointment_id"], false),
    ("notifications_recipients", "booked", &["booked_id"], false),
    ("notifications_recipients", "order", &["work_order_id"], false),
    ("notifications_worth", "customer", &["customer_id", "at"], false),
    ("notifications_worth", "order", &["work_order_id"], false),
    ("notifications_reminders", "order", &["work_order_id"], false),
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
        small_integer("hour"),
        small_integer("cap"),
        small_integer("cap_days"),
        optional(timestamp_with_time_zone("next_at")),
        big_integer("version"),
    ];
    table("notifications_campaign_settings", columns)
}

fn campaigns() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("site_id"),
        string("name"),
        string("state"),
        text("segment"),
        text("texts"),
        string("channels"),
        small_integer("holdout"),
        optional(date("starts_on")),
        optional(date("ends_on")),
        boolean("by_hand"),
        string("created_by"),
        timestamp_with_time_zone("created_at"),
        big_integer("version"),
    ];
    table("notifications_campaigns", columns)
}

fn runs() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("campaign_id"),
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
    table("notifications_campaign_runs", columns)
}

fn recipients() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("campaign_id"),
        uuid("site_id"),
        uuid("told_to"),
        uuid("customer_id"),
        string("customer"),
        boolean("is_held"),
        timestamp_with_time_zone("at"),
        timestamp_with_time_zone("until"),
        optional(uuid("message_id")),
        optional(string("code")),
        optional(uuid("appointment_id")),
        optional(uuid("work_order_id")),
        optional(uuid("booked_id")),
    ];
    table("notifications_recipients", columns)
}

/// The places that a customer has for promotions, and when each was used last.
fn promoted() -> TableCreateStatement {
    let columns = vec![uuid("customer_id"), small_integer("slot"), timestamp_with_time_zone("at")];
    let mut table = table("notifications_promoted", columns);
    table.primary_key(Index::create().col("customer_id").col("slot"));
    table
}

/// What was invoiced to who had heard of something, or was to hear nothing.
fn worth() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("invoice_id"),
        uuid("site_id"),
        uuid("work_order_id"),
        uuid("customer_id"),
        string("currency"),
        big_integer("net"),
        big_integer("gross"),
        timestamp_with_time_zone("at"),
    ];
    table("notifications_worth", columns)
}
