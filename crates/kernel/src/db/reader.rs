//! Reading outside a transaction, on whatever connection is free.

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, IsolationLevel, QueryResult,
    Statement, TransactionOptions, TransactionTrait,
};

use super::lost::until_kept;

/// Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    pool: DatabaseConnection,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// SQLite: a connection cannot be lost.
    Local,
    /// PostgreSQL: a read whose connection broke is asked again.
    Remote,
    /// As `Remote`, each read in a transaction of its own: our driver prepares and runs a statement one after the other, and in
    /// between a PgBouncer that does not follow prepared statements may change the connection.
    Pooled,
}

impl Reader {
    pub(super) fn local(pool: DatabaseConnection) -> Self {
        Self { pool, kind: Kind::Local }
    }

    pub(super) fn remote(pool: DatabaseConnection, statement_cache: usize) -> Self {
        Self { pool, kind: if statement_cache == 0 { Kind::Pooled } else { Kind::Remote } }
    }

    pub(super) async fn close(self) -> Result<(), DbErr> {
        self.pool.close().await
    }

    /// SQLite's readers see one state of the file from the first read of a transaction on; PostgreSQL's have to be asked to.
    pub(super) async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        if self.kind == Kind::Local {
            return self.pool.begin().await;
        }
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        until_kept(|| self.pool.begin_with_options(options)).await
    }

    async fn all_once(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let Some(tx) = self.transaction().await? else { return self.pool.query_all_raw(statement).await };
        let rows = tx.query_all_raw(statement).await?;
        tx.commit().await.map(|()| rows)
    }

    async fn one_once(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let Some(tx) = self.transaction().await? else { return self.pool.query_one_raw(statement).await };
        let row = tx.query_one_raw(statement).await?;
        tx.commit().await.map(|()| row)
    }

    async fn transaction(&self) -> Result<Option<DatabaseTransaction>, DbErr> {
        if self.kind == Kind::Pooled { self.pool.begin().await.map(Some) } else { Ok(None) }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        if self.kind == Kind::Local {
            return self.pool.query_all_raw(statement).await;
        }
        until_kept(|| self.all_once(statement.clone())).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        if self.kind == Kind::Local {
            return self.pool.query_one_raw(statement).await;
        }
        until_kept(|| self.one_once(statement.clone())).await
    }

    /// Without parameters, and so without a prepared statement.
    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        until_kept(|| self.pool.execute_unprepared(sql)).await
    }

    /// A reader changes nothing.
    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(DbErr::Custom("changes are made in a transaction".into()))
    }
}
