//! Gateways, tries, and what a turn of the sender looks for: by channel, the urgent first.

use sea_orm_migration::prelude::*;

pub struct Channels;

impl MigrationName for Channels {
    fn name(&self) -> &'static str {
        "m0097_channels"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Channels {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(gateways()).await?;
        manager.create_table(tries()).await?;
        let messages = "notifications_messages";
        for added in [
            ColumnDef::new("priority").small_integer().not_null().default(1),
            ColumnDef::new("passed").string().not_null().default(""),
            ColumnDef::new("delivered_at").timestamp_with_time_zone(),
        ] {
            manager.alter_table(Table::alter().table(messages).add_column(added).take()).await?;
        }
        manager.drop_index(Index::drop().name("notifications_messages_due").table(messages).to_owned()).await?;
        for (name, table, columns) in [
            ("notifications_messages_due", messages, &["state", "channel", "priority", "next_at"][..]),
            ("notifications_messages_due_at", messages, &["site_id", "state", "channel", "priority", "next_at"]),
            ("notifications_tries_message", "notifications_tries", &["message_id", "id"]),
            ("notifications_tries_began", "notifications_tries", &["site_id", "channel", "began_at"]),
        ] {
            index(manager, name, table, columns).await?;
        }
        Ok(())
    }
}

async fn index(manager: &SchemaManager<'_>, name: &str, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

fn gateways() -> TableCreateStatement {
    Table::create()
        .table("notifications_sms_gateways")
        .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("enabled").boolean().not_null())
        .col(ColumnDef::new("provider").string().not_null())
        .col(ColumnDef::new("account").string())
        .col(ColumnDef::new("sender").string())
        .col(ColumnDef::new("secret").text())
        .col(ColumnDef::new("request").text())
        .col(ColumnDef::new("per_minute").integer().not_null())
        .col(ColumnDef::new("paused_at").timestamp_with_time_zone())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned()
}

fn tries() -> TableCreateStatement {
    Table::create()
        .table("notifications_tries")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("message_id").uuid().not_null())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("channel").string().not_null())
        .col(ColumnDef::new("began_at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("ended_at").timestamp_with_time_zone())
        .col(ColumnDef::new("outcome").string())
        .col(ColumnDef::new("said").string())
        .col(ColumnDef::new("reference").string())
        .col(ColumnDef::new("parts").small_integer())
        .col(ColumnDef::new("why").string())
        .to_owned()
}
