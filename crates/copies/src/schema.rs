//! The schema's steps: what a database has taken, what a program knows, and how one comes to the other.

use anyhow::bail;
use futures::future::BoxFuture;
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::MigratorTrait;

use crate::manifest::{Kind, Steps};
use crate::source::Source;

type Take = for<'a> fn(&'a DatabaseConnection, Option<u32>) -> BoxFuture<'a, Result<(), DbErr>>;

/// A module's steps.
#[derive(Clone, Copy)]
pub struct Schema {
    pub module: &'static str,
    steps: fn() -> Vec<String>,
    table: fn() -> String,
    take: Take,
}

impl Schema {
    pub const fn of<M: MigratorTrait + 'static>(module: &'static str) -> Self {
        Self { module, steps: steps::<M>, table: table::<M>, take: take::<M> }
    }

    /// Every step that this program knows, in their order.
    pub fn known(&self) -> Vec<String> {
        (self.steps)()
    }

    /// The table that keeps what was taken.
    pub fn table(&self) -> String {
        (self.table)()
    }

    /// Takes so many of the steps that are left; all for none.
    pub async fn take(&self, connection: &DatabaseConnection, count: Option<u32>) -> Result<(), DbErr> {
        (self.take)(connection, count).await
    }

    /// The steps that a database has taken; none where it has not met the module.
    pub async fn taken(&self, source: &mut Source) -> anyhow::Result<Vec<String>> {
        let table = self.table();
        let exists = match source.kind() {
            Kind::Sqlite => format!("select name from sqlite_master where type = 'table' and name = '{table}'"),
            Kind::Postgres => format!("select to_regclass('{table}')::text"),
        };
        if source.names(&exists).await?.is_empty() {
            return Ok(vec![]);
        }
        source.names(&format!("select version from {table}")).await
    }

    /// The same in this program's order; an error that names the step when the database is newer than the program.
    pub async fn taken_in_order(&self, source: &mut Source) -> anyhow::Result<Vec<String>> {
        let taken = self.taken(source).await?;
        ordered(self.module, &self.known(), &taken)
    }
}

/// Those of the known steps that were taken. They are the first ones: steps are only added at the end.
pub fn ordered(module: &str, known: &[String], taken: &[String]) -> anyhow::Result<Vec<String>> {
    if let Some(newer) = taken.iter().find(|step| !known.contains(step)) {
        bail!(
            "the data were written by a newer ECAR than this one ({}): its step {newer} of {module} is not known here. Run the newer \
             version; the schema is never taken back",
            env!("CARGO_PKG_VERSION")
        );
    }
    Ok(known.iter().filter(|step| taken.contains(step)).cloned().collect())
}

/// What each module of the database has taken.
pub async fn state(source: &mut Source, schemas: &[Schema]) -> anyhow::Result<Vec<Steps>> {
    let mut state = vec![];
    for schema in schemas {
        let migrations = schema.taken_in_order(source).await?;
        if !migrations.is_empty() {
            state.push(Steps { module: schema.module.to_owned(), migrations });
        }
    }
    Ok(state)
}

fn steps<M: MigratorTrait>() -> Vec<String> {
    M::migrations().iter().map(|step| step.name().to_owned()).collect()
}

fn table<M: MigratorTrait>() -> String {
    M::migration_table_name().inner().into_owned()
}

fn take<M: MigratorTrait + 'static>(connection: &DatabaseConnection, count: Option<u32>) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(M::up(connection, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_newer_than_the_program_is_refused() {
        assert_eq!(ordered("billing", &names("a b c"), &names("b a")).unwrap(), names("a b"));
        let refused = ordered("billing", &names("a"), &names("a z")).unwrap_err().to_string();
        assert!(refused.contains("newer ECAR") && refused.contains("step z of billing"), "{refused}");
    }
}
