//! The module's schema, step by step. A step that shipped is never edited.

mod m0109_create;
mod m0115_leaks;
mod m0116_goals;
mod m0118_capacity;
mod m0118_demand;
mod m0118_reminders;
mod m0118_retention;
mod m0118_stock;
mod m0119_saved_reports;
mod m0122_debts;
mod m0122_shares;

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null};

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0109_create::Create),
            Box::new(kernel::schema::CreateAudit(crate::MODULE)),
            Box::new(m0115_leaks::Leaks),
            Box::new(m0116_goals::Goals),
            Box::new(m0118_retention::Retention),
            Box::new(m0118_demand::Demand),
            Box::new(m0118_stock::Stock),
            Box::new(m0118_reminders::Reminders),
            Box::new(m0118_capacity::Capacity),
            Box::new(m0119_saved_reports::SavedReports),
            Box::new(m0122_shares::Shares),
            Box::new(m0122_debts::Debts),
        ]
    }

    fn migration_table_name() -> DynIden {
        "reporting_migrations".into_iden()
    }
}

/// More is counted: a column of facts and of days for each.
async fn count(manager: &SchemaManager<'_>, measures: &[&'static str]) -> Result<(), DbErr> {
    for measure in measures.iter().copied() {
        manager.alter_table(Table::alter().table("reporting_facts").add_column(big_integer_null(measure)).take()).await?;
        manager.alter_table(Table::alter().table("reporting_days").add_column(big_integer(measure).default(0)).take()).await?;
    }
    Ok(())
}
