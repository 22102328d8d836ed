//! The tables of clockings and of the hours that were sold.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, text};

pub struct CreateTime;

impl MigrationName for CreateTime {
    fn name(&self) -> &'static str {
        "m0009_create_time"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateTime {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(clockings()).await?;
        manager.create_table(sold()).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_clockings", "running", &["running"], true),
    ("workshop_clockings", "site", &["site_id", "starts", "id"], false),
    ("workshop_clockings", "person", &["user_id", "starts", "id"], false),
    ("workshop_clockings", "order", &["order_id"], false),
    ("workshop_sold_time", "order", &["order_id"], false),
    ("workshop_sold_time", "site", &["site_id", "at"], false),
    ("workshop_sold_time", "person", &["user_id", "at"], false),
];

fn clockings() -> TableCreateStatement {
    Table::create()
        .table("workshop_clockings")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("user_id").uuid().not_null())
        .col(ColumnDef::new("user_name").string().not_null())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("activity").string().not_null())
        .col(ColumnDef::new("order_id").uuid())
        .col(ColumnDef::new("order_number").string())
        .col(ColumnDef::new("job_id").uuid())
        .col(ColumnDef::new("job_title").string())
        .col(ColumnDef::new("starts").big_integer().not_null())
        .col(ColumnDef::new("ends").big_integer())
        .col(ColumnDef::new("running").string())
        .col(ColumnDef::new("replaced_by").uuid())
        .col(ColumnDef::new("replaces").uuid())
        .col(ColumnDef::new("reason").text())
        .col(ColumnDef::new("corrected_by").string())
        .take()
}

fn sold() -> TableCreateStatement {
    Table::create()
        .table("workshop_sold_time")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("order_id").uuid().not_null())
        .col(ColumnDef::new("job_id").uuid().not_null())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("user_id").uuid().not_null())
        .col(ColumnDef::new("user_name").string().not_null())
        .col(ColumnDef::new("milli_hours").big_integer().not_null())
        .col(ColumnDef::new("at").big_integer().not_null())
        .take()
}

/// Who shares a job, and what their parts of it ask. What was credited before asks nothing of commissions.
pub struct KeepShares;

impl MigrationName for KeepShares {
    fn name(&self) -> &'static str {
        "m0027_keep_shares"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepShares {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("workshop_jobs").add_column(optional(text("shares"))).take()).await?;
        for column in ["labour_net", "parts_net"] {
            let column = long(column).default(0).take();
            manager.alter_table(Table::alter().table("workshop_sold_time").add_column(column).take()).await?;
        }
        Ok(())
    }
}
