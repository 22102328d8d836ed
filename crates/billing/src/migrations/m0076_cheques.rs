//! Cheques, and what became of them. docs/decisions/0076-cheques.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, pk_uuid, string, string_null, timestamp_with_time_zone as time, uuid, uuid_null,
};

use super::m0072_chain::guard_whole;

pub struct Cheques;

impl MigrationName for Cheques {
    fn name(&self) -> &'static str {
        "m0076_cheques"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Cheques {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [cheques(), entries()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        guard_whole(manager, "billing_cheque_entries").await
    }
}

const INDEXES: [&str; 8] = [
    "create index billing_cheques_due on billing_cheques (due_on, id)",
    "create index billing_cheques_site_due on billing_cheques (site_id, due_on, id)",
    "create index billing_cheques_state_due on billing_cheques (state, due_on, id)",
    "create index billing_cheques_site_state_due on billing_cheques (site_id, state, due_on, id)",
    "create index billing_cheques_customer on billing_cheques (customer_id, due_on, id)",
    "create unique index billing_cheques_payment on billing_cheques (payment_id) where payment_id is not null",
    "create unique index billing_cheques_deposit on billing_cheques (deposit_id) where deposit_id is not null",
    "create index billing_cheque_entries_cheque on billing_cheque_entries (cheque_id, id)",
];

fn cheques() -> TableCreateStatement {
    Table::create()
        .table("billing_cheques")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(uuid_null("payment_id"))
        .col(uuid_null("invoice_id"))
        .col(uuid_null("deposit_id"))
        .col(string("document"))
        .col(string("number"))
        .col(string("bank"))
        .col(string_null("drawer"))
        .col(string_null("rib"))
        .col(date("due_on"))
        .col(big_integer("amount"))
        .col(string("currency"))
        .col(string("by_name"))
        .col(time("at"))
        .col(string("state"))
        .col(big_integer_null("slip"))
        .col(string_null("reason"))
        .col(time("since"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("billing_cheque_entries")
        .col(pk_uuid("id"))
        .col(uuid("cheque_id"))
        .col(string("state"))
        .col(big_integer("amount"))
        .col(string("by_name"))
        .col(time("at"))
        .take()
}
