//! The module's schema, step by step. A step that shipped is never edited.

mod later_permissions;
mod m0001_create;
mod m0002_access;
mod m0003_sites;
mod m0004_rights;
mod m0005_refunds;
mod m0006_scheduling;
mod m0007_inspections;
mod m0008_workshop_floor;
mod m0009_how_work_runs;
mod m0009_supplier_invoices;
mod m0010_transfers;
mod m0011_pay;
mod m0020_prices;
mod m0022_parts;
mod m0044_counter;
mod m0046_valuation;
mod m0065_credit_notes;
mod m0067_day_closes;
mod m0068_accounting;
mod m0080_covers;
mod m0082_exemptions;
mod m0103_campaigns;
mod m0107_loyalty;
mod m0109_reports;
mod m0110_data;
mod m0113_webhooks;
mod m0114_erasure;
mod m0115_report_manage;
mod m0120_user_names;
mod m0123_no_address;

use kernel::schema::{CreateAudit, CreateSpellings, ReportsOfImports, SitesOfImports, UndoOfImports};
use sea_orm_migration::prelude::*;

use crate::MODULE;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_create::Create),
            Box::new(m0002_access::Access),
            Box::new(CreateAudit(MODULE)),
            Box::new(m0003_sites::Sites),
            Box::new(m0004_rights::Rights),
            Box::new(m0005_refunds::Refunds),
            Box::new(m0006_scheduling::Scheduling),
            Box::new(CreateSpellings(MODULE)),
            Box::new(m0007_inspections::Inspections),
            Box::new(m0008_workshop_floor::WorkshopFloor),
            Box::new(m0009_supplier_invoices::SupplierInvoices),
            Box::new(m0009_how_work_runs::HowWorkRuns),
            Box::new(m0020_prices::Prices),
            Box::new(m0010_transfers::Transfers),
            Box::new(m0011_pay::Pay),
            Box::new(m0022_parts::Parts),
            Box::new(m0044_counter::Counter),
            Box::new(m0046_valuation::Valuation),
            Box::new(m0065_credit_notes::CreditNotes),
            Box::new(m0067_day_closes::DayCloses),
            Box::new(m0068_accounting::Accounting),
            Box::new(m0080_covers::Covers),
            Box::new(m0082_exemptions::Exemptions),
            Box::new(m0103_campaigns::Campaigns),
            Box::new(m0107_loyalty::Loyalty),
            Box::new(m0109_reports::Reports),
            Box::new(m0110_data::Data),
            Box::new(m0113_webhooks::Webhooks),
            Box::new(m0115_report_manage::ReportManage),
            Box::new(m0114_erasure::Erasure),
            Box::new(m0120_user_names::UserNames),
            Box::new(SitesOfImports(MODULE)),
            Box::new(ReportsOfImports(MODULE)),
            Box::new(UndoOfImports(MODULE)),
            Box::new(m0123_no_address::NoAddress),
        ]
    }

    fn migration_table_name() -> DynIden {
        "identity_migrations".into_iden()
    }
}

fn column(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.not_null();
    column
}

fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
