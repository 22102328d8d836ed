//! What the databases' planners of queries know of the tables.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use parking_lot::Mutex;
use sea_orm::{ConnectionTrait, DbErr};

use super::{Backend, Db};
use crate::module::Worker;

const RENEWED_EVERY: Duration = Duration::from_hours(1);

impl Db {
    /// Tells the planner what is in the tables now. SQLite by itself goes on planning for what it was last told: with the figures of an
    /// almost empty garage it read all of 200,000 customers for two letters in the search box.
    pub async fn renew_statistics(&self) -> Result<(), DbErr> {
        if self.backend() == Backend::Postgres {
            return self.writer().execute_unprepared("analyze").await.map(|_| ());
        }
        let tx = self.begin().await?;
        // Other connections read them again only when the schema changes, as it does when their table is made anew.
        for sql in ["pragma analysis_limit = 2000", "drop table if exists sqlite_stat1", "analyze"] {
            tx.execute_unprepared(sql).await?;
        }
        tx.commit().await
    }
}

/// Keeps the statistics of an embedded database new; PostgreSQL does so by itself.
pub struct Statistics {
    db: Db,
    renewed: Mutex<Option<Instant>>,
}

impl Statistics {
    pub fn new(db: Db) -> Self {
        Self { db, renewed: Mutex::default() }
    }

    fn is_due(&self) -> bool {
        self.renewed.lock().is_none_or(|renewed| renewed.elapsed() >= RENEWED_EVERY)
    }
}

#[async_trait]
impl Worker for Statistics {
    async fn turn(&self) -> Result<bool, DbErr> {
        if self.db.backend() == Backend::Sqlite && self.is_due() {
            self.db.renew_statistics().await?;
            *self.renewed.lock() = Some(Instant::now());
        }
        Ok(false)
    }
}
