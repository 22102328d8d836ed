//! The module's schema, step by step. A step that shipped is never edited.

use kernel::files::CreateFiles;
use kernel::files::attachments::CreateAttachments;
use kernel::merging::CreateMerging;
use kernel::schema::{CreateAudit, CreateSpellings, ReportsOfImports, SitesOfImports, UndoOfImports};
use sea_orm_migration::prelude::*;

use crate::MODULE;

mod m0001_invoices;
mod m0003_refunds;
mod m0004_openings;
mod m0005_notes;
mod m0006_signatures;
mod m0010_deposits;
mod m0065_credit_notes;
mod m0066_owed;
mod m0067_day_closes;
mod m0068_accounting;
mod m0069_online;
mod m0071_surplus;
mod m0072_chain;
mod m0076_cheques;
mod m0077_dunning;
mod m0078_einvoicing;
mod m0079_sending;
mod m0080_who_pays_less;
mod m0082_exemptions;
mod m0083_levies;
mod m0084_orders;
mod m0086_styles;
mod m0093_rounding;
mod m0095_archives;
mod m0096_peppol;
mod m0107_loyalty;
mod m0108_referrals;
mod m0114_forgotten;
mod m0117_documents;
mod m0120_receipts_on;

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
            Box::new(m0004_openings::Openings),
            Box::new(SitesOfImports(MODULE)),
            Box::new(ReportsOfImports(MODULE)),
            Box::new(UndoOfImports(MODULE)),
            Box::new(m0010_deposits::Deposits),
            Box::new(m0005_notes::Notes),
            Box::new(CreateFiles(MODULE)),
            Box::new(m0006_signatures::Signatures),
            Box::new(m0065_credit_notes::CreditNotes),
            Box::new(m0066_owed::Owed),
            Box::new(m0067_day_closes::DayCloses),
            Box::new(m0068_accounting::Accounting),
            Box::new(m0069_online::Online),
            Box::new(m0071_surplus::Surplus),
            Box::new(m0072_chain::Chain),
            Box::new(m0076_cheques::Cheques),
            Box::new(m0078_einvoicing::EInvoicing),
            Box::new(m0079_sending::Sending),
            Box::new(m0080_who_pays_less::WhoPaysLess),
            Box::new(m0077_dunning::Dunning),
            Box::new(m0084_orders::Orders),
            Box::new(m0082_exemptions::Exemptions),
            Box::new(m0086_styles::Styles),
            Box::new(m0083_levies::Levies),
            Box::new(CreateAttachments(MODULE)),
            Box::new(m0095_archives::Archives),
            Box::new(m0093_rounding::Rounding),
            Box::new(m0096_peppol::Peppol),
            Box::new(m0107_loyalty::Loyalty),
            Box::new(m0108_referrals::Referrals),
            Box::new(m0117_documents::Documents),
            Box::new(m0114_forgotten::Forgotten),
            Box::new(m0120_receipts_on::ReceiptsOn),
        ]
    }

    fn migration_table_name() -> DynIden {
        "billing_migrations".into_iden()
    }
}
