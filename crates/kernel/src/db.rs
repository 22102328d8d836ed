//! The database: one code for SQLite and PostgreSQL. Nothing depends on a session, so PgBouncer's transaction mode serves it.
//!
//! SQLite: WAL, `synchronous=FULL`, one writer connection with `BEGIN IMMEDIATE`, a pool of readers, foreign keys on,
//! and a library of at least 3.51.3 (older ones can corrupt a WAL database).

mod lost;
mod reader;
mod statistics;

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{Connection as _, Error as SqlxError};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, FromQueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
};
use tokio::sync::{Notify, watch};

pub use lost::{is_in_doubt, is_lost};
pub use reader::Reader;
pub use statistics::Statistics;

const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
/// KiB of pages that a connection keeps, as `cache_size` wants it. Behind them is the operating system's cache, so readers need few.
const READER_CACHE: &str = "-4000";
const WRITER_CACHE: &str = "-8000";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// Readers and the writer of one database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    read: Reader,
    write: DatabaseConnection,
    backend: Backend,
    wake: Arc<Notify>,
    placed: watch::Sender<()>,
}

/// How many connections to hold.
#[derive(Clone, Copy, Debug)]
pub struct PoolSize {
    pub readers: u32,
    /// Of the PostgreSQL pool; SQLite always has one writer.
    pub connections: u32,
    /// Prepared statements kept per connection; 0 for PgBouncer before 1.21.
    pub statement_cache: usize,
}

impl Default for PoolSize {
    fn default() -> Self {
        Self { readers: 4, connections: 16, statement_cache: 200 }
    }
}

impl Db {
    /// Opens `postgres://…`, `sqlite://path` or a path to a SQLite file, which is made when missing.
    pub async fn open(url: &str, size: PoolSize) -> Result<Self, DbErr> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::open_postgres(url, size).await;
        }
        Self::open_sqlite(Path::new(url.trim_start_matches("sqlite://")), size).await
    }

    async fn open_postgres(url: &str, size: PoolSize) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(size.connections)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .sqlx_logging(false)
            .record_stmt_in_spans(false)
            .map_sqlx_postgres_opts(move |options| options.statement_cache_capacity(size.statement_cache));
        let pool = Database::connect(options).await?;
        let read = Reader::remote(pool.clone(), size.statement_cache);
        Ok(Self { read, write: pool, backend: Backend::Postgres, wake: Arc::default(), placed: watch::Sender::default() })
    }

    async fn open_sqlite(path: &Path, size: PoolSize) -> Result<Self, DbErr> {
        let write = sqlite_pool(path, 1, WRITER_CACHE).await?;
        assert_sqlite_version(&write).await?;
        let read = Reader::local(sqlite_pool(path, size.readers, READER_CACHE).await?);
        Ok(Self { read, write, backend: Backend::Sqlite, wake: Arc::default(), placed: watch::Sender::default() })
    }

    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// For reading outside a transaction.
    pub fn reader(&self) -> &Reader {
        &self.read
    }

    /// For several reads that must fit one another while others write: all see the database as it stood at the first.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        self.read.snapshot().await
    }

    /// For schema migrations, which manage their own transactions.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a short write transaction. Hold no I/O in it; dropping it rolls back.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        let mode = (self.backend == Backend::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..TransactionOptions::default() };
        let inner = lost::until_kept(|| self.write.begin_with_options(options)).await?;
        Ok(Tx { inner, backend: self.backend, wake: self.wake.clone(), has_events: false })
    }

    /// Woken after each commit that appended an event.
    pub fn wake(&self) -> Arc<Notify> {
        self.wake.clone()
    }

    /// Notices when this process gave events their places.
    pub fn placed(&self) -> watch::Receiver<()> {
        self.placed.subscribe()
    }

    pub(crate) fn events_placed(&self) {
        self.placed.send_replace(());
    }

    /// Lets the pools finish and close.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

async fn sqlite_pool(path: &Path, connections: u32, cache: &'static str) -> Result<DatabaseConnection, DbErr> {
    let file = path.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options
        .max_connections(connections)
        .min_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .filename(&file)
                .in_memory(false)
                .shared_cache(false)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(200)
                .pragma("cache_size", cache)
                .pragma("temp_store", "MEMORY")
        })
        .map_sqlx_sqlite_pool_opts(|options| options.after_release(|connection, _| Box::pin(is_at_rest(connection))));
    Database::connect(options).await
}

/// Whether a connection that comes back to its pool is in no transaction. When SQLite gives a transaction up by itself (a full disk,
/// a disk that fails), sqlx's own rollback fails and it keeps counting that transaction as open: the next ones would become savepoints
/// in it, and none of them would ever be committed. Such a connection is closed, and another one takes its place.
async fn is_at_rest(connection: &mut SqliteConnection) -> Result<bool, SqlxError> {
    if connection.is_in_transaction() {
        // A rollback that was asked for is done before this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

async fn assert_sqlite_version(db: &DatabaseConnection) -> Result<(), DbErr> {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, "select sqlite_version() as version")).await?;
    let text: String = row.map_or(Ok(String::new()), |row| row.try_get("", "version"))?;
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version < OLDEST_SQLITE {
        return Err(DbErr::Custom(format!("SQLite {text} is too old: 3.51.3 or newer is needed")));
    }
    Ok(())
}

/// A write transaction. It also is the connection that stores query through.
pub struct Tx {
    inner: DatabaseTransaction,
    backend: Backend,
    wake: Arc<Notify>,
    has_events: bool,
}

impl Tx {
    pub fn backend(&self) -> Backend {
        self.backend
    }

    pub(crate) fn event_appended(&mut self) {
        self.has_events = true;
    }

    /// Commits, then wakes the relay when events were appended. An answer that is lost leaves it in doubt ([`is_in_doubt`]).
    pub async fn commit(self) -> Result<(), DbErr> {
        self.inner.commit().await.map_err(lost::in_doubt)?;
        if self.has_events {
            self.wake.notify_one();
        }
        Ok(())
    }

    /// `for update` on PostgreSQL; SQLite's writer is alone already.
    pub fn lock_clause(&self) -> &'static str {
        match self.backend {
            Backend::Postgres => " for update",
            Backend::Sqlite => "",
        }
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

fn statement<C: ConnectionTrait>(conn: &C, sql: String, values: impl IntoIterator<Item = Value>) -> Statement {
    let backend = conn.get_database_backend();
    let sql = if backend == DbBackend::Sqlite { without_names(sql) } else { sql };
    Statement::from_sql_and_values(backend, sql, values)
}

/// SQLite takes `$1` for a name and looks each up among all others, which makes statements with thousands of values
/// quadratic. Placeholders that stand in order become plain `?`; others stay as they are.
fn without_names(sql: String) -> String {
    let mut parts = sql.split('$');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        let rest = part.trim_start_matches(|letter: char| letter.is_ascii_digit());
        if part[..part.len() - rest.len()].parse() != Ok(place + 1) {
            return sql;
        }
        plain.push('?');
        plain.push_str(rest);
    }
    plain
}

/// Runs a statement whose placeholders are `$1`, `$2`, …: both databases read them.
pub async fn execute<C: ConnectionTrait>(
    conn: &C,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<ExecResult, DbErr> {
    conn.execute_raw(statement(conn, sql.into(), values)).await
}

/// All rows of a query.
pub async fn all<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, DbErr> {
    let rows = conn.query_all_raw(statement(conn, sql.into(), values)).await?;
    rows.iter().map(|row| T::from_query_result(row, "")).collect()
}

/// The first row of a query, if any.
pub async fn one<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>, DbErr> {
    let row = conn.query_one_raw(statement(conn, sql.into(), values)).await?;
    row.map(|row| T::from_query_result(&row, "")).transpose()
}

#[cfg(test)]
mod tests {
    use super::without_names;

    #[test]
    fn placeholders_in_order_lose_their_numbers_and_others_keep_them() {
        assert_eq!(without_names("a = $1 and b in ($2, $3)".into()), "a = ? and b in (?, ?)");
        for kept in ["a = $1 or b = $1", "a = $2 or b = $1", "select 1", "a = '$' and b = $1", "a = $1 and b = '$x'"] {
            assert_eq!(without_names(kept.into()), kept);
        }
    }
}
