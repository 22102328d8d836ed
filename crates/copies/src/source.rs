//! A database as it stood at one moment, read through one connection of its own: whoever writes meanwhile neither waits nor is seen.

use std::path::Path;

use anyhow::Context as _;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{AssertSqlSafe, Connection, Executor, Row};

use crate::manifest::Kind;

/// The connection; of SQLite or of PostgreSQL.
pub enum Source {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Whether the settings name a PostgreSQL server and not a file.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The path of a SQLite file, as [`kernel::Db::open`] takes it.
pub fn sqlite_path(url: &str) -> &Path {
    Path::new(url.trim_start_matches("sqlite://"))
}

impl Source {
    /// Connects; nothing is begun yet.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        if is_postgres(url) {
            // No named statements: a pooler before the server may not follow them.
            let options: PgConnectOptions = url.parse().context("the address of the database is not right")?;
            let options = options.statement_cache_capacity(0);
            return Ok(Self::Postgres(PgConnection::connect_with(&options).await.context("the database cannot be reached")?));
        }
        let options = SqliteConnectOptions::new().filename(sqlite_path(url)).busy_timeout(std::time::Duration::from_secs(5));
        Ok(Self::Sqlite(SqliteConnection::connect_with(&options).await.context("the database cannot be opened")?))
    }

    /// Connects, and sees the database from now on as it stands at the first question.
    pub async fn snapshot(url: &str) -> anyhow::Result<Self> {
        let mut source = Self::connect(url).await?;
        let begin = match source {
            Self::Sqlite(_) => "begin deferred",
            Self::Postgres(_) => "begin isolation level repeatable read, read only",
        };
        source.run(begin).await?;
        Ok(source)
    }

    pub fn kind(&self) -> Kind {
        match self {
            Self::Sqlite(_) => Kind::Sqlite,
            Self::Postgres(_) => Kind::Postgres,
        }
    }

    /// Runs statements of ours, without parameters.
    pub async fn run(&mut self, sql: &str) -> anyhow::Result<()> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => connection.execute(sea_orm::sqlx::raw_sql(sql)).await.map(drop)?,
            Self::Postgres(connection) => connection.execute(sea_orm::sqlx::raw_sql(sql)).await.map(drop)?,
        }
        Ok(())
    }

    /// Rows of texts, by one message that leaves no statement behind; what is not a text is cast to one by the query. `None` where it is null.
    pub async fn texts(&mut self, sql: &str) -> anyhow::Result<Vec<Vec<Option<String>>>> {
        let sql = AssertSqlSafe(sql.to_owned());
        let mut found = vec![];
        match self {
            Self::Sqlite(connection) => {
                for row in sea_orm::sqlx::raw_sql(sql).fetch_all(connection).await? {
                    found.push((0..row.len()).map(|place| row.try_get_unchecked(place)).collect::<Result<_, _>>()?);
                }
            }
            Self::Postgres(connection) => {
                for row in sea_orm::sqlx::raw_sql(sql).fetch_all(connection).await? {
                    found.push((0..row.len()).map(|place| row.try_get_unchecked(place)).collect::<Result<_, _>>()?);
                }
            }
        }
        Ok(found)
    }

    /// The first column of each row, without what is null.
    pub async fn names(&mut self, sql: &str) -> anyhow::Result<Vec<String>> {
        Ok(self.texts(sql).await?.into_iter().filter_map(|row| row.into_iter().next().flatten()).collect())
    }

    pub async fn close(self) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(connection) => connection.close().await?,
            Self::Postgres(connection) => connection.close().await?,
        }
        Ok(())
    }
}
