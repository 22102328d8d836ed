//! The module's schema, step by step. A step that shipped is never edited.

use kernel::files::CreateFiles;
use kernel::files::attachments::CreateAttachments;
use kernel::schema::{CreateAudit, CreateSpellings, ReportsOfImports, SitesOfImports, UndoOfImports};
use sea_orm_migration::prelude::*;

use crate::MODULE;

mod m0001_stock;
mod m0007_reservations;
mod m0008_purchasing;
mod m0009_supplier_invoices;
mod m0010_supplier_returns;
mod m0011_transfers;
mod m0012_stock_takes;
mod m0013_brands_and_costs;
mod m0013_substitutes;
mod m0021_issues;
mod m0022_cores;
mod m0045_sale_packs;
mod m0046_layers;
mod m0062_price_lists;
mod m0063_numbers;
mod m0064_locations;
mod m0083_levies;
mod m0124_one_line;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_stock::Migration),
            Box::new(CreateAudit(MODULE)),
            Box::new(SitesOfImports(MODULE)),
            Box::new(CreateSpellings(MODULE)),
            Box::new(ReportsOfImports(MODULE)),
            Box::new(UndoOfImports(MODULE)),
            Box::new(m0007_reservations::Migration),
            Box::new(m0008_purchasing::Migration),
            Box::new(m0009_supplier_invoices::Migration),
            Box::new(m0010_supplier_returns::Migration),
            Box::new(m0011_transfers::Migration),
            Box::new(m0012_stock_takes::Migration),
            Box::new(m0013_substitutes::Migration),
            Box::new(m0021_issues::Migration),
            Box::new(m0013_brands_and_costs::Migration),
            Box::new(m0046_layers::Migration),
            Box::new(m0045_sale_packs::Migration),
            Box::new(m0022_cores::Migration),
            Box::new(m0062_price_lists::Migration),
            Box::new(m0064_locations::Migration),
            Box::new(m0063_numbers::Migration),
            Box::new(m0083_levies::Migration),
            Box::new(CreateFiles(MODULE)),
            Box::new(CreateAttachments(MODULE)),
            Box::new(m0124_one_line::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        "inventory_migrations".into_iden()
    }
}
