//! Who does a sublet line, for how much, under which number.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateSublets;

impl MigrationName for CreateSublets {
    fn name(&self) -> &'static str {
        "m0016_create_sublets"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateSublets {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_sublets")
            .col(ColumnDef::new("line_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("order_id").uuid().not_null())
            .col(ColumnDef::new("number").string().not_null())
            .col(ColumnDef::new("vendor").string().not_null())
            .col(ColumnDef::new("cost").big_integer().not_null())
            .col(ColumnDef::new("expected_on").date())
            .col(ColumnDef::new("vendor_invoice").string())
            .col(ColumnDef::new("ordered_at").timestamp_with_time_zone().not_null())
            .col(ColumnDef::new("ordered_by").string().not_null())
            .take();
        manager.create_table(table).await?;
        create_indexes(manager, &INDEXES).await
    }
}

const INDEXES: [IndexOf; 2] =
    [("workshop_sublets", "order", &["order_id"], false), ("workshop_sublets", "number", &["order_id", "number"], true)];
