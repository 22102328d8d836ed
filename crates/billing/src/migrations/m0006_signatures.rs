//! What customers signed before it was issued, and whether a site's invoices take a signature.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, boolean, pk_uuid, string, text, timestamp_with_time_zone as time, uuid};

pub struct Signatures;

impl MigrationName for Signatures {
    fn name(&self) -> &'static str {
        "m0006_signatures"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Signatures {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(signatures()).await?;
        manager.create_table(settings()).await?;
        let mut index = Index::create();
        index.name("billing_signatures_invoice").table("billing_signatures").col("invoice_id").col("id");
        manager.create_index(index.take()).await
    }
}

fn signatures() -> TableCreateStatement {
    Table::create()
        .table("billing_signatures")
        .col(pk_uuid("id"))
        .col(uuid("invoice_id"))
        .col(string("by_name"))
        .col(string("recorded_by"))
        .col(string("hash"))
        .col(text("content"))
        .col(time("at"))
        .take()
}

fn settings() -> TableCreateStatement {
    Table::create()
        .table("billing_settings")
        .col(uuid("site_id").primary_key())
        .col(boolean("signature_required"))
        .col(long("version"))
        .take()
}
