//! The program's own tables: what came of backups, the exports that were asked for, and takeovers of other systems.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Create), Box::new(CreateTakeovers)]
    }

    fn migration_table_name() -> DynIden {
        "program_migrations".into_iden()
    }
}

struct Create;

impl MigrationName for Create {
    fn name(&self) -> &'static str {
        "m0111_copies"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Create {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, time) = match manager.get_database_backend() {
            DbBackend::Postgres => ("uuid", "timestamp with time zone"),
            _ => ("uuid_blob", "timestamp_with_timezone_text"),
        };
        let statements = [
            // Of a time of the schedule there is one, whichever program comes first.
            format!(
                "create table program_backups (id {uuid} not null primary key, due_at {time} unique, started_at {time} not null, \
                 finished_at {time}, name varchar, place varchar not null, bytes bigint, sealed boolean not null, error varchar)"
            ),
            format!(
                "create table program_exports (id {uuid} not null primary key, spreadsheets boolean not null, by_id {uuid} not null, \
                 by_name varchar not null, host varchar not null, started_at {time} not null, finished_at {time}, bytes bigint, \
                 error varchar, removed_at {time})"
            ),
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

struct CreateTakeovers;

impl MigrationName for CreateTakeovers {
    fn name(&self) -> &'static str {
        "m0117_takeovers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateTakeovers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, time) = match manager.get_database_backend() {
            DbBackend::Postgres => ("uuid", "timestamp with time zone"),
            _ => ("uuid_blob", "timestamp_with_timezone_text"),
        };
        let statement = format!(
            "create table program_takeovers (id {uuid} not null primary key, file varchar not null, dry_run boolean not null, \
             state varchar not null, step varchar, processed bigint not null, total bigint not null, by_name varchar not null, \
             started_at {time} not null, told_at {time} not null, error varchar, report varchar)"
        );
        manager.get_connection().execute_unprepared(&statement).await.map(|_| ())
    }
}
