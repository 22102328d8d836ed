//! A database of its own for every test.

use kernel::Db;
use kernel::db::PoolSize;
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use uuid::Uuid;

/// Goes away when dropped.
pub enum TestDatabase {
    Sqlite(TempDir),
    Postgres { server: String, name: String },
}

impl TestDatabase {
    pub async fn create() -> Self {
        let Ok(server) = std::env::var("ECAR_TEST_DATABASE_URL") else {
            return Self::Sqlite(tempfile::tempdir().expect("a temporary folder"));
        };
        Self::create_on(server).await
    }

    /// On this PostgreSQL server.
    pub async fn create_on(server: String) -> Self {
        Self::copy_on(server, "template0").await
    }

    /// A copy of a database of this server, which nobody is connected to.
    pub async fn copy_on(server: String, template: &str) -> Self {
        let name = format!("test_{}", Uuid::now_v7().simple());
        run(&server, &format!("create database {name} template {template}")).await;
        Self::Postgres { server, name }
    }

    /// Its server and name, when it has such; it stays there.
    pub(crate) fn keep(mut self) -> Option<(String, String)> {
        let Self::Postgres { server, name } = &mut self else { return None };
        let kept = (std::mem::take(server), std::mem::take(name));
        std::mem::forget(self);
        Some(kept)
    }

    /// `postgres://…/name`, or the path of the SQLite file.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => folder.path().join("ecar.db").display().to_string(),
            Self::Postgres { server, name } => {
                let (host, _) = server.rsplit_once('/').expect("postgres://user@host:port/database");
                format!("{host}/{name}")
            }
        }
    }

    pub async fn db(&self) -> Db {
        let size = PoolSize { readers: 2, connections: 8, statement_cache: 100 };
        Db::open(&self.url(), size).await.expect("the test database opens")
    }
}

async fn run(server: &str, sql: &str) {
    let connection = Database::connect(server).await.expect("the PostgreSQL server of the tests answers");
    connection.execute_unprepared(sql).await.expect("the statement runs");
    connection.close().await.expect("the connection closes");
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Self::Postgres { server, name } = self else { return };
        let (server, sql) = (server.clone(), format!("drop database if exists {name} with (force)"));
        // Drop is not async, and the test's own runtime may be going away.
        let _ = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(run(&server, &sql));
        })
        .join();
    }
}
