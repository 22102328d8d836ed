//! Writing the terms of all records anew, when what they are found by changed.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::{forget, insert};
use crate::module::Worker;
use crate::{Db, Tx, db};

/// Raised when the same record is found by other terms than before. A program that finds rows of a lower scheme writes them anew
/// beside its work.
pub const SCHEME: i64 = 2;

/// Few enough that nobody waits for the writer.
const AT_ONCE: u64 = 200;

/// Records that are found by terms.
#[async_trait]
pub trait Indexed: Send + Sync {
    /// Whose `_terms` they have.
    fn module(&self) -> &'static str;
    /// The next records by their ids, locked, with all their terms; fewer than `limit` are the last.
    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr>;
}

/// Brings a module's terms to the present scheme, some records at a time, and rests when that is done.
pub struct Rebuild<I> {
    db: Db,
    records: I,
    is_done: AtomicBool,
}

#[derive(FromQueryResult)]
struct Progress {
    after: Uuid,
    done: bool,
}

impl<I: Indexed> Rebuild<I> {
    pub fn new(db: Db, records: I) -> Self {
        Self { db, records, is_done: AtomicBool::new(false) }
    }

    async fn progress(&self, tx: &Tx) -> Result<Progress, DbErr> {
        let module = self.records.module();
        let sql = format!("insert into {module}_indexed (scheme, after, done) values ($1, $2, $3) on conflict do nothing");
        db::execute(&**tx, sql, [SCHEME.into(), Uuid::nil().into(), false.into()]).await?;
        let sql = format!("select after, done from {module}_indexed where scheme = $1{}", tx.lock_clause());
        db::one(&**tx, sql, [SCHEME.into()]).await?.ok_or_else(|| DbErr::Custom("no progress of the index".into()))
    }

    async fn write(&self, tx: &Tx, after: Uuid) -> Result<bool, DbErr> {
        let module = self.records.module();
        let terms = format!("{module}_terms");
        let records = self.records.terms_after(tx, after, AT_ONCE).await?;
        let ids: Vec<_> = records.iter().map(|(id, _)| *id).collect();
        forget(tx, &terms, &ids).await?;
        insert(tx, &terms, records.into_iter().flat_map(|(id, terms)| terms.into_iter().map(move |term| (id, term))).collect()).await?;
        let done = (ids.len() as u64) < AT_ONCE;
        let sql = format!("update {module}_indexed set after = $1, done = $2 where scheme = $3");
        db::execute(&**tx, sql, [ids.last().copied().unwrap_or(after).into(), done.into(), SCHEME.into()]).await?;
        Ok(done)
    }
}

#[async_trait]
impl<I: Indexed> Worker for Rebuild<I> {
    async fn turn(&self) -> Result<bool, DbErr> {
        if self.is_done.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let tx = self.db.begin().await?;
        let progress = self.progress(&tx).await?;
        let done = progress.done || self.write(&tx, progress.after).await?;
        tx.commit().await?;
        self.is_done.store(done, Ordering::Relaxed);
        Ok(!done)
    }
}
