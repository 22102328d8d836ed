//! A database that is made ready once in a process and copied for every test.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::schema::Migrate;
use sea_orm::ConnectionTrait;
use tokio::sync::{Mutex, OnceCell};

use crate::TestDatabase;

/// What tests begin with a copy of.
pub enum Template {
    /// What is in the file.
    Sqlite(Vec<u8>),
    /// A database that goes with its server.
    Postgres { server: String, name: String },
}

impl Template {
    /// Of a database that nobody is connected to any more.
    pub async fn of(database: TestDatabase) -> Self {
        if let TestDatabase::Sqlite(folder) = &database {
            let file = folder.path().join("template.db");
            let whole = format!("vacuum into '{}'", file.display());
            database.db().await.writer().execute_unprepared(&whole).await.expect("the file is written");
            return Self::Sqlite(tokio::fs::read(file).await.expect("the file is read"));
        }
        let (server, name) = database.keep().expect("it is on a server");
        Self::Postgres { server, name }
    }

    pub async fn copy(&self) -> TestDatabase {
        match self {
            Self::Sqlite(bytes) => {
                let copy = TestDatabase::Sqlite(tempfile::tempdir().expect("a temporary folder"));
                tokio::fs::write(copy.url(), bytes).await.expect("the copy is written");
                copy
            }
            Self::Postgres { server, name } => TestDatabase::copy_on(server.clone(), name).await,
        }
    }
}

type Templates = HashMap<Vec<usize>, Arc<OnceCell<Template>>>;

static MIGRATED: Mutex<Option<Templates>> = Mutex::const_new(None);

/// A database of its own in which these have run.
pub async fn migrated(migrations: &[Migrate]) -> TestDatabase {
    let key = migrations.iter().map(|migrate| *migrate as usize).collect();
    let template = MIGRATED.lock().await.get_or_insert_default().entry(key).or_default().clone();
    template.get_or_init(|| migrate(migrations)).await.copy().await
}

async fn migrate(migrations: &[Migrate]) -> Template {
    let database = TestDatabase::create().await;
    let db = database.db().await;
    for migrate in migrations {
        migrate(db.writer()).await.expect("migrations run");
    }
    db.close().await.expect("the pools close");
    Template::of(database).await
}
