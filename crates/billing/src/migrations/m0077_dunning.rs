//! Letters to who is late, what of which invoice they remind of, and who is left alone. docs/decisions/0077-dunning.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, date_null, integer, pk_uuid, string, string_null, text, timestamp_with_time_zone as time,
    timestamp_with_time_zone_null as time_null, uuid, uuid_null,
};

pub struct Dunning;

impl MigrationName for Dunning {
    fn name(&self) -> &'static str {
        "m0077_dunning"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Dunning {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [settings(), letters(), lines(), pauses()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 10] = [
    "create index billing_dunning_letters_site on billing_dunning_letters (site_id, id)",
    "create index billing_dunning_letters_site_state on billing_dunning_letters (site_id, state, id)",
    "create index billing_dunning_letters_customer on billing_dunning_letters (customer_id, id)",
    "create index billing_dunning_letters_sent on billing_dunning_letters (sent_at) where sent_at is not null",
    "create unique index billing_dunning_lines_step on billing_dunning_lines (invoice_id, step)",
    "create index billing_dunning_lines_letter on billing_dunning_lines (letter_id, invoice_id)",
    "create index billing_dunning_pauses_site on billing_dunning_pauses (site_id, id)",
    "create index billing_dunning_pauses_customer on billing_dunning_pauses (customer_id, site_id) where customer_id is not null",
    "create index billing_dunning_pauses_invoice on billing_dunning_pauses (invoice_id) where invoice_id is not null",
    // Whoever is late at a site is found without what is paid.
    "create index billing_invoices_late on billing_invoices (site_id, customer_id, id) where due <> 0 and state <> 'draft'",
];

fn settings() -> TableCreateStatement {
    Table::create()
        .table("billing_dunning")
        .col(pk_uuid("site_id"))
        .col(string("mode"))
        .col(integer("hour"))
        .col(big_integer("least"))
        .col(text("steps"))
        .col(big_integer("version"))
        .take()
}

fn letters() -> TableCreateStatement {
    Table::create()
        .table("billing_dunning_letters")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(string("currency"))
        .col(string("state"))
        .col(integer("step"))
        .col(string("tone"))
        .col(boolean("hold"))
        .col(text("words"))
        .col(big_integer("due"))
        .col(big_integer("fee"))
        .col(date("proposed_on"))
        .col(time_null("sent_at"))
        .col(time_null("answer_until"))
        .col(string_null("by_name"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("billing_dunning_lines")
        .col(pk_uuid("id"))
        .col(uuid("letter_id"))
        .col(uuid("invoice_id"))
        .col(integer("step"))
        .col(string("number"))
        .col(date("due_on"))
        .col(big_integer("due"))
        .col(big_integer("fee"))
        .col(date_null("done_on"))
        .take()
}

fn pauses() -> TableCreateStatement {
    Table::create()
        .table("billing_dunning_pauses")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid_null("customer_id"))
        .col(uuid_null("invoice_id"))
        .col(string("label"))
        .col(date_null("until"))
        .col(string("reason"))
        .col(string("by_name"))
        .col(time("at"))
        .take()
}
