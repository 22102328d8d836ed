//! The tables that every module has, with the module's prefix, and the column types both databases share.

use futures::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, TransactionTrait};
use sea_orm_migration::prelude::*;

/// Table, name, columns, unique.
pub type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

/// Creates `<table>_<name>` over the columns, each of them.
pub async fn create_indexes(manager: &SchemaManager<'_>, indexes: &[IndexOf]) -> Result<(), DbErr> {
    for (table, name, columns, unique) in indexes {
        let mut index = Index::create();
        index.name(format!("{table}_{name}")).table(*table);
        for column in *columns {
            index.col(*column);
        }
        if *unique {
            index.unique();
        }
        manager.create_index(index.take()).await?;
    }
    Ok(())
}

/// Creates `<module>_outbox`, `_cursors`, `_parked`, `_counters`, `_idempotency` and `_imports`.
pub async fn create_module_tables(manager: &SchemaManager<'_>, module: &str) -> Result<(), DbErr> {
    let json = "text";
    let (uuid, time) = types(manager);
    let statements = [
        format!(
            "create table {module}_outbox (id {uuid} not null primary key, seq bigint, kind varchar not null, aggregate {uuid} not null, \
             site_id {uuid}, payload {json} not null, actor varchar not null, at {time} not null)"
        ),
        format!("create unique index {module}_outbox_seq on {module}_outbox (seq) where seq is not null"),
        format!("create index {module}_outbox_new on {module}_outbox (id) where seq is null"),
        format!(
            "create table {module}_cursors (listener varchar not null primary key, seq bigint not null, attempts bigint not null, \
             retry_at {time}, last_error varchar)"
        ),
        format!(
            "create table {module}_parked (id {uuid} not null, listener varchar not null, event {json} not null, error varchar not null, \
             at {time} not null, primary key (listener, id))"
        ),
        format!("create table {module}_counters (name varchar not null primary key, value bigint not null)"),
        format!(
            "create table {module}_idempotency (key varchar not null primary key, fingerprint varchar not null, answer {json}, \
             created_at {time} not null)"
        ),
        format!(
            "create table {module}_imports (id {uuid} not null primary key, kind varchar not null, state varchar not null, \
             dry_run boolean not null, total bigint, processed bigint not null, created bigint not null, updated bigint not null, \
             unchanged bigint not null, failed bigint not null, error varchar, errors {json} not null, by_name varchar not null, \
             created_at {time} not null)"
        ),
    ];
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// The column, which may be empty.
pub fn optional(mut column: ColumnDef) -> ColumnDef {
    column.null().take()
}

/// Creates `<module>_terms`, the word-prefix index of [`crate::search`].
pub async fn create_terms_table(manager: &SchemaManager<'_>, module: &str) -> Result<(), DbErr> {
    let (uuid, text, kind) = match manager.get_database_backend() {
        DbBackend::Postgres => ("uuid", "varchar collate \"C\"", ""),
        // The table is its first index, and the second holds all of the row.
        _ => ("uuid_blob", "varchar", " without rowid"),
    };
    let table = format!("create table {module}_terms (id {uuid} not null, term {text} not null, primary key (id, term)){kind}");
    manager.get_connection().execute_unprepared(&table).await?;
    // In the order in which the search box shows: by term, and of one term the newest first.
    let index = format!("create unique index {module}_terms_term on {module}_terms (term, id desc)");
    manager.get_connection().execute_unprepared(&index).await.map(|_| ())
}

/// The step that creates `<module>_spellings`, the words that [`crate::search`] forgives slips of, and `<module>_indexed`, how far
/// the terms are those of the present scheme. An empty table of terms is: nothing is to be written anew.
pub struct CreateSpellings(pub &'static str);

impl MigrationName for CreateSpellings {
    fn name(&self) -> &'static str {
        "create_spellings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateSpellings {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let module = self.0;
        let (uuid, text, kind, no) = match manager.get_database_backend() {
            DbBackend::Postgres => ("uuid", "varchar collate \"C\"", "", "'00000000-0000-0000-0000-000000000000'"),
            _ => ("uuid_blob", "varchar", " without rowid", "x'00000000000000000000000000000000'"),
        };
        let scheme = crate::search::SCHEME;
        let statements = [
            format!("create table {module}_spellings (variant {text} not null, word {text} not null, primary key (variant, word)){kind}"),
            format!("create table {module}_indexed (scheme bigint not null primary key, after {uuid} not null, done boolean not null)"),
            format!(
                "insert into {module}_indexed (scheme, after, done) \
                 select {scheme}, {no}, true where not exists (select 1 from {module}_terms)"
            ),
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

/// The step that creates `<module>_audit`, the module's part of the audit trail ([`crate::audit`]).
pub struct CreateAudit(pub &'static str);

impl MigrationName for CreateAudit {
    fn name(&self) -> &'static str {
        "create_audit"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateAudit {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let module = self.0;
        let (uuid, time) = types(manager);
        let statements = [
            format!(
                "create table {module}_audit (id {uuid} not null primary key, at {time} not null, actor_id {uuid} not null, \
                 actor_name varchar not null, address varchar, action varchar not null, entity varchar not null, \
                 entity_id {uuid} not null, label varchar not null, site_id {uuid}, digest varchar not null, changes text, \
                 seq bigint, hash varchar)"
            ),
            format!("create unique index {module}_audit_seq on {module}_audit (seq) where seq is not null"),
            format!("create index {module}_audit_new on {module}_audit (id) where seq is null"),
            format!("create index {module}_audit_record on {module}_audit (entity_id, id)"),
            format!("create index {module}_audit_actor on {module}_audit (actor_id, id)"),
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

/// The step that notes in `<module>_imports` of which site's an import is.
pub struct SitesOfImports(pub &'static str);

impl MigrationName for SitesOfImports {
    fn name(&self) -> &'static str {
        "sites_of_imports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SitesOfImports {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, _) = types(manager);
        let statement = format!("alter table {}_imports add column site_id {uuid}", self.0);
        manager.get_connection().execute_unprepared(&statement).await.map(|_| ())
    }
}

/// The step that keeps in `<module>_imports` what each row did or would do.
pub struct ReportsOfImports(pub &'static str);

impl MigrationName for ReportsOfImports {
    fn name(&self) -> &'static str {
        "reports_of_imports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ReportsOfImports {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statement = format!("alter table {}_imports add column report text", self.0);
        manager.get_connection().execute_unprepared(&statement).await.map(|_| ())
    }
}

/// The step that keeps what imports did, so that they can be undone ([`crate::import::Undoing`]), and how far that is.
pub struct UndoOfImports(pub &'static str);

impl MigrationName for UndoOfImports {
    fn name(&self) -> &'static str {
        "undo_of_imports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for UndoOfImports {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let module = self.0;
        let (uuid, _) = types(manager);
        let mut statements: Vec<_> = [
            "undo_state varchar".to_owned(),
            "undo_total bigint not null default 0".to_owned(),
            "undo_processed bigint not null default 0".to_owned(),
            "undo_left bigint not null default 0".to_owned(),
            format!("undo_after {uuid}"),
            "undo_by text".to_owned(),
        ]
        .iter()
        .map(|column| format!("alter table {module}_imports add column {column}"))
        .collect();
        statements.push(format!(
            "create table {module}_import_changes (import_id {uuid} not null, record_id {uuid} not null, line bigint not null, \
             label varchar not null, created boolean not null, version bigint not null, fields text not null, problems text, \
             primary key (import_id, record_id))"
        ));
        statements.push(format!("create index {module}_import_changes_record on {module}_import_changes (record_id)"));
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

/// How each database calls an id and an instant.
pub(crate) fn types(manager: &SchemaManager<'_>) -> (&'static str, &'static str) {
    match manager.get_database_backend() {
        DbBackend::Postgres => ("uuid", "timestamp with time zone"),
        _ => ("uuid_blob", "timestamp_with_timezone_text"),
    }
}

/// A module's migrations, ready to run.
pub type Migrate = for<'a> fn(&'a DatabaseConnection) -> BoxFuture<'a, Result<(), DbErr>>;

/// Replicas that start together take turns; where the server knows no such lock, all but the first may have to start again.
const TURN: &str = "select pg_advisory_xact_lock(4821)";

/// Brings a module's tables up to date: `kernel::schema::migrate::<customers::Migrator>` is a [`Migrate`]. On PostgreSQL all of it
/// is one transaction.
pub fn migrate<M: MigratorTrait>(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move {
        if connection.get_database_backend() != DbBackend::Postgres {
            return M::up(connection, None).await;
        }
        let turn = connection.begin().await?;
        turn.execute_unprepared(TURN).await?;
        M::up(&turn, None).await?;
        turn.commit().await
    })
}
