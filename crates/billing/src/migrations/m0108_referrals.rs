//! Who brought whom, and what both have of it. docs/decisions/0108-referrals.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, pk_uuid, string, timestamp_with_time_zone as time, uuid, uuid_null};

pub struct Referrals;

impl MigrationName for Referrals {
    fn name(&self) -> &'static str {
        "m0108_referrals"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Referrals {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let promised = big_integer("referral").default(0).take();
        manager.alter_table(Table::alter().table("billing_loyalty_settings").add_column(promised).take()).await?;
        manager.create_table(referrals()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

/// The first is not unique: who became one may both have been brought.
const INDEXES: [&str; 2] = [
    "create index billing_loyalty_referrals_customer on billing_loyalty_referrals (customer_id, site_id, id)",
    "create index billing_loyalty_referrals_by on billing_loyalty_referrals (by_customer, site_id)",
];

fn referrals() -> TableCreateStatement {
    Table::create()
        .table("billing_loyalty_referrals")
        .col(pk_uuid("id"))
        .col(uuid("customer_id"))
        .col(uuid("site_id"))
        .col(uuid("by_customer"))
        .col(uuid_null("invoice_id"))
        .col(big_integer("promised"))
        .col(big_integer("points"))
        .col(string("by_name"))
        .col(time("at"))
        .take()
}
