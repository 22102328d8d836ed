//! The tables of warranties, of what a site gives, and of comebacks.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateWarranties;

impl MigrationName for CreateWarranties {
    fn name(&self) -> &'static str {
        "m0015_create_warranties"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateWarranties {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [warranties(), terms(), comebacks()] {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_warranties", "order", &["order_id"], false),
    ("workshop_warranties", "vehicle", &["vehicle_id", "line_id"], false),
    ("workshop_comebacks", "original", &["original_id"], false),
    ("workshop_comebacks", "site", &["site_id", "at"], false),
    ("workshop_orders", "completed", &["site_id", "completed_at"], false),
];

fn warranties() -> TableCreateStatement {
    Table::create()
        .table("workshop_warranties")
        .col(ColumnDef::new("line_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("order_id").uuid().not_null())
        .col(ColumnDef::new("order_number").string().not_null())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("vehicle_id").uuid().not_null())
        .col(ColumnDef::new("job_id").uuid().not_null())
        .col(ColumnDef::new("job_title").string().not_null())
        .col(ColumnDef::new("kind").string().not_null())
        .col(ColumnDef::new("product_id").uuid())
        .col(ColumnDef::new("description").string().not_null())
        .col(ColumnDef::new("months").integer())
        .col(ColumnDef::new("km").big_integer())
        .col(ColumnDef::new("own").boolean().not_null())
        .col(ColumnDef::new("sold_at").timestamp_with_time_zone())
        .col(ColumnDef::new("sold_km").big_integer())
        .col(ColumnDef::new("until_on").date())
        .col(ColumnDef::new("until_km").big_integer())
        .take()
}

fn terms() -> TableCreateStatement {
    Table::create()
        .table("workshop_warranty_terms")
        .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("usual").text().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}

fn comebacks() -> TableCreateStatement {
    Table::create()
        .table("workshop_comebacks")
        .col(ColumnDef::new("order_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("original_id").uuid().not_null())
        .col(ColumnDef::new("original_number").string().not_null())
        .col(ColumnDef::new("technician_id").uuid())
        .col(ColumnDef::new("technician_name").string())
        .col(ColumnDef::new("jobs").text().not_null())
        .col(ColumnDef::new("cause").string())
        .col(ColumnDef::new("payer").string().not_null())
        .col(ColumnDef::new("note").text())
        .col(ColumnDef::new("by_name").string().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .take()
}
