//! Documents that name nobody any more, because a law let it go. docs/decisions/0114-erasure.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{pk_uuid, string, timestamp_with_time_zone as time};

use super::m0072_chain::let_forgotten_pass;

pub struct Forgotten;

impl MigrationName for Forgotten {
    fn name(&self) -> &'static str {
        "m0114_forgotten"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Forgotten {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("billing_forgotten").col(pk_uuid("id")).col(string("hash")).col(time("at")).take();
        manager.create_table(table).await?;
        let index = "create index billing_credit_notes_of_customer on billing_credit_notes (customer_id)";
        manager.get_connection().execute_unprepared(index).await?;
        let_forgotten_pass(manager).await
    }
}
