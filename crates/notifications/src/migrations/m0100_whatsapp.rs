//! Gateways to WhatsApp, and what people wrote. docs/decisions/0100-whatsapp.md.

use sea_orm_migration::prelude::*;

pub struct Whatsapp;

impl MigrationName for Whatsapp {
    fn name(&self) -> &'static str {
        "m0100_whatsapp"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Whatsapp {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(gateways()).await?;
        manager.create_table(answers()).await?;
        let mut once = Index::create();
        let once = once.name("notifications_answers_once").table("notifications_answers").unique();
        manager.create_index(once.col("site_id").col("channel").col("reference").to_owned()).await?;
        let mut lately = Index::create();
        let lately = lately.name("notifications_answers_phone").table("notifications_answers");
        manager.create_index(lately.col("phone").col("channel").col("at").to_owned()).await
    }
}

fn gateways() -> TableCreateStatement {
    Table::create()
        .table("notifications_whatsapp_gateways")
        .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("enabled").boolean().not_null())
        .col(ColumnDef::new("provider").string().not_null())
        .col(ColumnDef::new("account").string())
        .col(ColumnDef::new("sender").string())
        .col(ColumnDef::new("secret").text())
        .col(ColumnDef::new("signing").text())
        .col(ColumnDef::new("word").string())
        .col(ColumnDef::new("forms").text().not_null())
        .col(ColumnDef::new("per_minute").integer().not_null())
        .col(ColumnDef::new("paused_at").timestamp_with_time_zone())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned()
}

fn answers() -> TableCreateStatement {
    Table::create()
        .table("notifications_answers")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("channel").string().not_null())
        .col(ColumnDef::new("reference").string().not_null())
        .col(ColumnDef::new("phone").string().not_null())
        .col(ColumnDef::new("body").text().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned()
}
