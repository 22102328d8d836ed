//! The table of matrices, and what a part on a line cost when it was written.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateMarkupMatrices;

impl MigrationName for CreateMarkupMatrices {
    fn name(&self) -> &'static str {
        "m0028_create_markup_matrices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateMarkupMatrices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        create_indexes(manager, INDEXES).await?;
        let cost = ColumnDef::new("unit_cost").big_integer().take();
        manager.alter_table(Table::alter().table("workshop_lines").add_column(cost).take()).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_markup_matrices", "site", &["site_id", "id"], false),
    ("workshop_markup_matrices", "everywhere", &["everywhere", "currency", "id"], false),
];

fn table() -> TableCreateStatement {
    Table::create()
        .table("workshop_markup_matrices")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("everywhere").boolean().not_null())
        .col(ColumnDef::new("currency").string().not_null())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("category").string())
        .col(ColumnDef::new("category_key").string())
        .col(ColumnDef::new("brand").string())
        .col(ColumnDef::new("brand_key").string())
        .col(ColumnDef::new("supplier_id").uuid())
        .col(ColumnDef::new("supplier_name").string())
        .col(ColumnDef::new("basis").string().not_null())
        .col(ColumnDef::new("kind").string().not_null())
        .col(ColumnDef::new("rounding").big_integer().not_null())
        .col(ColumnDef::new("tiers").text().not_null())
        .col(ColumnDef::new("archived").boolean().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
