//! What people earn, and from which day on.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, boolean, date, integer, pk_uuid, string, uuid};

pub struct CreatePay;

impl MigrationName for CreatePay {
    fn name(&self) -> &'static str {
        "m0028_create_pay"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreatePay {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(terms()).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] =
    &[("workshop_pay_terms", "day", &["site_id", "user_id", "from_on"], true), ("workshop_pay_terms", "newest", &["site_id", "id"], false)];

fn terms() -> TableCreateStatement {
    Table::create()
        .table("workshop_pay_terms")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid("user_id"))
        .col(string("user_name"))
        .col(date("from_on"))
        .col(long("hourly"))
        .col(long("flat_rate"))
        .col(integer("labour_share"))
        .col(integer("parts_share"))
        .col(boolean("back_flag"))
        .col(long("version"))
        .take()
}
