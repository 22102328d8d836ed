//! The module's schema, step by step. A step that shipped is never edited.

use kernel::files::CreateFiles;
use kernel::merging::CreateMerging;
use kernel::schema::{CreateAudit, CreateSpellings, ReportsOfImports, SitesOfImports, UndoOfImports};
use sea_orm_migration::prelude::*;

use crate::MODULE;

mod m0001_vehicles;
mod m0002_care;
mod m0003_tyres;
mod m0004_past_visits;
mod m0005_own_items;
mod m0098_reminders;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_vehicles::Migration),
            Box::new(CreateAudit(MODULE)),
            Box::new(SitesOfImports(MODULE)),
            Box::new(CreateSpellings(MODULE)),
            Box::new(ReportsOfImports(MODULE)),
            Box::new(m0002_care::Migration),
            Box::new(CreateFiles(MODULE)),
            Box::new(m0003_tyres::Migration),
            Box::new(CreateMerging(MODULE)),
            Box::new(UndoOfImports(MODULE)),
            Box::new(m0004_past_visits::Migration),
            Box::new(m0005_own_items::Migration),
            Box::new(m0098_reminders::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        "vehicles_migrations".into_iden()
    }
}
