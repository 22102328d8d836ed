use sea_orm_migration::prelude::*;

use crate::MODULE;

pub struct Create;

impl MigrationName for Create {
    fn name(&self) -> &'static str {
        "m0001_create"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Create {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kernel::schema::create_module_tables(manager, MODULE).await?;
        manager.create_table(messages()).await?;
        for (name, columns) in [
            ("notifications_messages_due", &["state", "next_at"][..]),
            ("notifications_messages_site", &["site_id", "id"]),
            ("notifications_messages_state", &["site_id", "state", "id"]),
            ("notifications_messages_work_order", &["work_order_id", "id"]),
            ("notifications_messages_invoice", &["invoice_id", "id"]),
        ] {
            let mut index = Index::create();
            index.name(name).table("notifications_messages");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn column(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.not_null();
    column
}

fn messages() -> TableCreateStatement {
    Table::create()
        .table("notifications_messages")
        .col(column("id").uuid().primary_key())
        .col(column("key").string().unique_key())
        .col(column("event").string())
        .col(column("channel").string())
        .col(column("state").string())
        .col(column("site_id").uuid())
        .col(ColumnDef::new("customer_id").uuid())
        .col(ColumnDef::new("user_id").uuid())
        .col(ColumnDef::new("work_order_id").uuid())
        .col(ColumnDef::new("invoice_id").uuid())
        .col(column("params").text())
        .col(column("recipient").string())
        .col(column("language").string())
        .col(column("subject").string())
        .col(column("body").text())
        .col(column("attachments").text())
        .col(column("sendings").integer())
        .col(column("attempts").integer())
        .col(column("next_at").timestamp_with_time_zone())
        .col(ColumnDef::new("lease_until").timestamp_with_time_zone())
        .col(ColumnDef::new("error").string())
        .col(column("created_at").timestamp_with_time_zone())
        .col(ColumnDef::new("sent_at").timestamp_with_time_zone())
        .to_owned()
}
