//! Reports that people keep, whom each goes to, and what came of it. docs/decisions/0119-saved-reports.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, pk_uuid, string, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

pub struct SavedReports;

impl MigrationName for SavedReports {
    fn name(&self) -> &'static str {
        "m0119_saved_reports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SavedReports {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(saved()).await?;
        manager.create_table(recipients()).await?;
        manager.create_table(mails()).await?;
        for (name, table, columns) in [
            ("reporting_saved_owner", "reporting_saved", ["owner_id", "id"]),
            ("reporting_saved_shared", "reporting_saved", ["site_id", "id"]),
            ("reporting_saved_due", "reporting_saved", ["next_at", "id"]),
            ("reporting_recipients_user", "reporting_recipients", ["user_id", "report_id"]),
            ("reporting_mails_report", "reporting_mails", ["report_id", "id"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).col(columns[0]).col(columns[1]);
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }
}

fn saved() -> TableCreateStatement {
    Table::create()
        .table("reporting_saved")
        .col(pk_uuid("id"))
        .col(uuid("owner_id"))
        .col(string("owner_name"))
        .col(uuid_null("site_id"))
        .col(boolean("is_shared"))
        .col(text("body"))
        .col(timestamp_with_time_zone_null("next_at"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .col(big_integer("version"))
        .take()
}

fn recipients() -> TableCreateStatement {
    Table::create()
        .table("reporting_recipients")
        .col(uuid("report_id"))
        .col(uuid("user_id"))
        .col(string("name"))
        .primary_key(Index::create().col("report_id").col("user_id"))
        .take()
}

fn mails() -> TableCreateStatement {
    Table::create()
        .table("reporting_mails")
        .col(pk_uuid("id"))
        .col(uuid("report_id"))
        .col(string("name"))
        .col(timestamp_with_time_zone("at"))
        .col(string("state"))
        .col(text_null("reason"))
        .take()
}
