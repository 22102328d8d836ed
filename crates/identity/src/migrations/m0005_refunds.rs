//! How much a role may hand back, and who may at all.

use std::collections::BTreeSet;

use contracts::billing::PAYMENT_REFUND;
use contracts::identity::Role;
use sea_orm::{FromQueryResult, Statement};
use sea_orm_migration::prelude::*;

pub struct Refunds;

impl MigrationName for Refunds {
    fn name(&self) -> &'static str {
        "m0005_refunds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Refunds {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["identity_roles", "identity_api_keys"] {
            // Minor units; null is without a limit. What is there already refunds nothing until somebody decides on it.
            let most = ColumnDef::new("max_refund").big_integer().default(0).to_owned();
            manager.alter_table(Table::alter().table(table).add_column(most).to_owned()).await?;
        }
        for role in Role::ALL {
            limit(manager, role).await?;
        }
        for role in [Role::Manager, Role::Advisor, Role::Accountant] {
            permit(manager, role).await?;
        }
        Ok(())
    }
}

async fn limit(manager: &SchemaManager<'_>, role: Role) -> Result<(), DbErr> {
    let mut update = Query::update();
    let most = role.limits().refund.map(|most| most.0);
    update.table("identity_roles").value("max_refund", most).and_where(Expr::col("id").eq(role.id()));
    manager.execute(update).await
}

#[derive(FromQueryResult)]
struct Bundle {
    permissions: String,
}

/// A bundle that the garage has edited keeps what it holds beside.
async fn permit(manager: &SchemaManager<'_>, role: Role) -> Result<(), DbErr> {
    let sql = format!("select permissions from identity_roles where id = '{}'", role.id());
    let stored = Statement::from_string(manager.get_database_backend(), sql);
    let Some(bundle) = Bundle::find_by_statement(stored).one(manager.get_connection()).await? else { return Ok(()) };
    let unreadable = |error: serde_json::Error| DbErr::Custom(error.to_string());
    let mut permissions: BTreeSet<String> = serde_json::from_str(&bundle.permissions).map_err(unreadable)?;
    permissions.insert(PAYMENT_REFUND.0.to_owned());
    let mut update = Query::update();
    let permissions = serde_json::to_string(&permissions).map_err(unreadable)?;
    update.table("identity_roles").value("permissions", permissions).and_where(Expr::col("id").eq(role.id()));
    manager.execute(update).await
}
