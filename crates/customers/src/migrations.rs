//! The module's schema, step by step. A step that shipped is never edited.

use kernel::merging::CreateMerging;
use kernel::schema::{CreateAudit, CreateSpellings, ReportsOfImports, SitesOfImports, UndoOfImports};
use sea_orm_migration::prelude::*;

use crate::MODULE;

mod m0001_customers;
mod m0004_front_desk;
mod m0006_lists;
mod m0007_bulk;
mod m0008_timeline;
mod m0009_tags;
mod m0010_leads;
mod m0011_openings;
mod m0012_fleets;
mod m0013_comebacks;
mod m0075_credit;
mod m0082_exemptions;
mod m0084_account_terms;
mod m0094_approval_limits;
mod m0096_electronic_addresses;
mod m0100_prefers;
mod m0114_erasures;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_customers::Migration),
            Box::new(CreateAudit(MODULE)),
            Box::new(SitesOfImports(MODULE)),
            Box::new(CreateSpellings(MODULE)),
            Box::new(ReportsOfImports(MODULE)),
            Box::new(m0004_front_desk::FrontDesk),
            Box::new(CreateMerging(MODULE)),
            Box::new(m0006_lists::Lists),
            Box::new(m0007_bulk::Bulk),
            Box::new(m0008_timeline::Timeline),
            Box::new(UndoOfImports(MODULE)),
            Box::new(m0009_tags::Tags),
            Box::new(m0010_leads::Leads),
            Box::new(m0011_openings::Openings),
            Box::new(m0012_fleets::Fleets),
            Box::new(m0013_comebacks::Comebacks),
            Box::new(m0075_credit::Credit),
            Box::new(m0084_account_terms::AccountTerms),
            Box::new(m0082_exemptions::Exemptions),
            Box::new(m0094_approval_limits::ApprovalLimits),
            Box::new(m0096_electronic_addresses::ElectronicAddresses),
            Box::new(m0100_prefers::Prefers),
            Box::new(m0114_erasures::Erasures),
        ]
    }

    fn migration_table_name() -> DynIden {
        "customers_migrations".into_iden()
    }
}
