//! The table of notes.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateNotes;

impl MigrationName for CreateNotes {
    fn name(&self) -> &'static str {
        "m0013_create_notes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateNotes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_notes")
            .col(ColumnDef::new("id").uuid().not_null().primary_key())
            .col(ColumnDef::new("order_id").uuid().not_null())
            .col(ColumnDef::new("site_id").uuid().not_null())
            .col(ColumnDef::new("kind").string().not_null())
            .col(ColumnDef::new("text").text().not_null())
            .col(ColumnDef::new("by_id").uuid().not_null())
            .col(ColumnDef::new("by_name").string().not_null())
            .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
            .col(ColumnDef::new("replaces").uuid())
            .col(ColumnDef::new("replaced_by").uuid())
            .col(ColumnDef::new("withdrawn_at").timestamp_with_time_zone())
            .col(ColumnDef::new("withdrawn_by").string())
            .take();
        manager.create_table(table).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[("workshop_notes", "order", &["order_id", "id"], false)];
