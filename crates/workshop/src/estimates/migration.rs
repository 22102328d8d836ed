//! The tables of estimates: versions as they were sent, what customers decided with its evidence, and what they asked.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, boolean, pk_uuid, string, text, timestamp_with_time_zone as time, uuid};

use super::tables::{DECISIONS, SETTINGS, VERSIONS, WORDS};

pub struct CreateEstimates;

impl MigrationName for CreateEstimates {
    fn name(&self) -> &'static str {
        "m0011_create_estimates"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateEstimates {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [versions(), decisions(), words()] {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    (VERSIONS, "order", &["order_id", "number"], true),
    (DECISIONS, "order", &["order_id", "id"], false),
    (DECISIONS, "once", &["once"], true),
    (WORDS, "order", &["order_id", "id"], false),
];

fn versions() -> TableCreateStatement {
    Table::create()
        .table(VERSIONS)
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(uuid("site_id"))
        .col(long("number"))
        .col(string("hash"))
        .col(boolean("by_message"))
        .col(time("sent_at"))
        .col(string("sent_by"))
        .col(time("expires_at"))
        .col(optional(time("first_opened_at")))
        .col(optional(time("decided_at")))
        .col(string("currency"))
        .col(long("total"))
        .col(text("content"))
        .take()
}

fn decisions() -> TableCreateStatement {
    Table::create()
        .table(DECISIONS)
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(optional(uuid("estimate_id")))
        .col(optional(long("version")))
        .col(optional(string("hash")))
        .col(optional(string("once")))
        .col(uuid("job_id"))
        .col(string("job_title"))
        .col(boolean("approved"))
        .col(optional(text("reason")))
        .col(string("method"))
        .col(string("by_name"))
        .col(optional(string("phone")))
        .col(optional(string("address")))
        .col(optional(text("user_agent")))
        .col(optional(uuid("signature_id")))
        .col(long("net"))
        .col(long("amount"))
        .col(time("at"))
        .col(string("recorded_by"))
        .take()
}

fn words() -> TableCreateStatement {
    Table::create()
        .table(WORDS)
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(uuid("job_id"))
        .col(string("job_title"))
        .col(boolean("by_customer"))
        .col(string("by_name"))
        .col(text("text"))
        .col(time("at"))
        .take()
}

/// Options of which one can be approved.
pub struct KeepOptions;

impl MigrationName for KeepOptions {
    fn name(&self) -> &'static str {
        "m0013_keep_options"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepOptions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(string("option_group"));
        manager.alter_table(Table::alter().table("workshop_jobs").add_column(column).take()).await
    }
}

/// What sites say of their estimates.
pub struct CreateEstimateSettings;

impl MigrationName for CreateEstimateSettings {
    fn name(&self) -> &'static str {
        "m0014_create_estimate_settings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateEstimateSettings {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(SETTINGS)
            .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
            .col(long("valid_days"))
            .col(boolean("signature_required"))
            .take();
        manager.create_table(table).await
    }
}

/// Whether a site's intake sheets take a drawn signature.
pub struct RequireIntakeSignatures;

impl MigrationName for RequireIntakeSignatures {
    fn name(&self) -> &'static str {
        "m0029_require_intake_signatures"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for RequireIntakeSignatures {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = boolean("intake_signature_required").default(false).take();
        manager.alter_table(Table::alter().table(SETTINGS).add_column(column).take()).await
    }
}

/// Whom of a customer a version was sent to, and whom a link was made for.
pub struct AskApprovers;

impl MigrationName for AskApprovers {
    fn name(&self) -> &'static str {
        "m0094_ask_approvers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AskApprovers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            (VERSIONS, optional(uuid("asked_id"))),
            (VERSIONS, optional(string("asked_name"))),
            ("workshop_links", optional(uuid("contact_id"))),
            ("workshop_links", optional(string("contact_name"))),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }
}
