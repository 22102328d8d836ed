//! The module's schema, step by step. A step that shipped is never edited.

use kernel::merging::CreateMerging;
use kernel::schema::{CreateAudit, CreateSpellings};
use sea_orm_migration::prelude::*;

use crate::MODULE;

mod m0001_invoices;
mod m0003_refunds;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_invoices::Migration),
            Box::new(CreateAudit(MODULE)),
            Box::new(m0003_refunds::Refunds),
            Box::new(CreateSpellings(MODULE)),
            Box::new(CreateMerging(MODULE)),
        ]
    }

    fn migration_table_name() -> DynIden {
        "billing_migrations".into_iden()
    }
}
