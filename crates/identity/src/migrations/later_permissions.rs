//! Permissions that came later: what each of the garage's first roles has of them in a new garage, those of a garage that is there get too.

use std::collections::BTreeSet;

use contracts::identity::Role;
use kernel::Permission;
use sea_orm::{FromQueryResult, Statement};
use sea_orm_migration::prelude::*;

/// Gives the first roles what they have of these in a new garage.
pub async fn permit(manager: &SchemaManager<'_>, new: &[Permission]) -> Result<(), DbErr> {
    for role in Role::ALL {
        permit_role(manager, role, new).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Bundle {
    permissions: String,
}

/// A bundle that the garage has edited keeps what it holds beside.
async fn permit_role(manager: &SchemaManager<'_>, role: Role, new: &[Permission]) -> Result<(), DbErr> {
    let held = role.permissions();
    let new: Vec<_> = new.iter().filter(|permission| held.contains(permission)).map(|permission| permission.0.to_owned()).collect();
    let sql = format!("select permissions from identity_roles where id = '{}'", role.id());
    let stored = Statement::from_string(manager.get_database_backend(), sql);
    let Some(bundle) = Bundle::find_by_statement(stored).one(manager.get_connection()).await? else { return Ok(()) };
    let unreadable = |error: serde_json::Error| DbErr::Custom(error.to_string());
    let mut permissions: BTreeSet<String> = serde_json::from_str(&bundle.permissions).map_err(unreadable)?;
    permissions.extend(new);
    let mut update = Query::update();
    let permissions = serde_json::to_string(&permissions).map_err(unreadable)?;
    update.table("identity_roles").value("permissions", permissions).and_where(Expr::col("id").eq(role.id()));
    manager.execute(update).await
}
