//! What an order asks ahead, what is held on it, and how a site's customers pay it.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, integer, pk_uuid, text, uuid};

pub struct AskForDeposits;

impl MigrationName for AskForDeposits {
    fn name(&self) -> &'static str {
        "m0051_ask_for_deposits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AskForDeposits {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("workshop_orders", optional(integer("deposit_share"))),
            ("workshop_orders", optional(long("deposit_amount"))),
            ("workshop_orders", long("deposits_held").default(0).take()),
            ("workshop_estimate_settings", optional(text("deposit_words"))),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        let table = Table::create().table("workshop_deposits").col(pk_uuid("id")).col(uuid("order_id")).col(long("open")).take();
        manager.create_table(table).await?;
        create_indexes(manager, INDEXES).await
    }
}

/// What a site's estimates ask ahead by themselves.
pub struct KeepUsualDeposits;

impl MigrationName for KeepUsualDeposits {
    fn name(&self) -> &'static str {
        "m0124_usual_deposits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepUsualDeposits {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [optional(integer("deposit_share")), optional(long("deposit_amount")), optional(long("deposit_from"))] {
            manager.alter_table(Table::alter().table("workshop_estimate_settings").add_column(column).take()).await?;
        }
        Ok(())
    }
}

const INDEXES: &[IndexOf] = &[("workshop_deposits", "order", &["order_id"], false)];
