//! The table of canned jobs, which jobs were made of them, and which findings ask for one.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateCannedJobs;

impl MigrationName for CreateCannedJobs {
    fn name(&self) -> &'static str {
        "m0021_create_canned_jobs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateCannedJobs {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        for table in ["workshop_jobs", "workshop_inspection_items"] {
            let mut column = ColumnDef::new("canned_job_id").uuid().take();
            manager.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_canned_jobs", "name", &["archived", "sort_name", "id"], false),
    ("workshop_jobs", "canned", &["canned_job_id"], false),
    // Parts that were used before on a model are found by what orders call the vehicle.
    ("workshop_orders", "model", &["vehicle_label", "id"], false),
];

fn table() -> TableCreateStatement {
    Table::create()
        .table("workshop_canned_jobs")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("name_fr").string().not_null())
        .col(ColumnDef::new("name_ar").string().not_null())
        .col(ColumnDef::new("name_en").string().not_null())
        .col(ColumnDef::new("sort_name").string().not_null())
        .col(ColumnDef::new("words").text().not_null())
        .col(ColumnDef::new("concern").text())
        .col(ColumnDef::new("correction").text())
        .col(ColumnDef::new("content").text().not_null())
        .col(ColumnDef::new("package_price").big_integer())
        .col(ColumnDef::new("template_id").uuid())
        .col(ColumnDef::new("archived").boolean().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
