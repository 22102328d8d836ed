//! Who has a user name may have no address.

use sea_orm::{DbBackend, FromQueryResult, Statement};
use sea_orm_migration::prelude::*;

pub struct NoAddress;

impl MigrationName for NoAddress {
    fn name(&self) -> &'static str {
        "m0123_no_address"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for NoAddress {
    /// All or nothing: on SQLite the table is written anew.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            return write_anew(manager).await;
        }
        manager.get_connection().execute_unprepared("alter table identity_users alter column email drop not null").await.map(drop)
    }
}

#[derive(FromQueryResult)]
struct Described {
    sql: String,
}

/// SQLite cannot take `not null` off a column. The tables that refer to this one find its rows again under the same name, which is
/// checked at the end of the transaction.
async fn write_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = described(manager, "type = 'table' and name = 'identity_users'").await?.concat();
    let (before, after) = (r#""email" varchar NOT NULL UNIQUE"#, r#""email" varchar UNIQUE"#);
    if !table.contains(before) {
        return Err(DbErr::Migration(format!("The table of users is not what it was made as: {table}")));
    }
    let indexes = described(manager, "type = 'index' and tbl_name = 'identity_users' and sql is not null").await?;
    let mut steps =
        ["pragma defer_foreign_keys = on", "create temporary table users_kept as select * from identity_users"].map(str::to_owned).to_vec();
    steps.push("drop table identity_users".to_owned());
    steps.push(table.replace(before, after));
    steps.extend(indexes);
    steps.extend(["insert into identity_users select * from users_kept", "drop table users_kept"].map(str::to_owned));
    for step in steps {
        manager.get_connection().execute_unprepared(&step).await?;
    }
    Ok(())
}

async fn described(manager: &SchemaManager<'_>, which: &str) -> Result<Vec<String>, DbErr> {
    let sql = format!("select sql from sqlite_master where {which} order by name");
    let rows = Described::find_by_statement(Statement::from_string(DbBackend::Sqlite, sql)).all(manager.get_connection()).await?;
    Ok(rows.into_iter().map(|row| row.sql).collect())
}
