//! Begins the runs whose hour has come, and goes on with those that are not done.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::Problem;
use kernel::module::Worker;
use sea_orm::DbErr;

use super::{Reminders, store};
use crate::walks;

/// The worker.
pub struct DailyRun(pub Arc<Reminders>);

#[async_trait]
impl Worker for DailyRun {
    async fn turn(&self) -> Result<bool, DbErr> {
        self.some().await.map_err(|problem| DbErr::Custom(format!("people could not be reminded: {}", problem.title)))
    }
}

impl DailyRun {
    async fn some(&self) -> Result<bool, Problem> {
        let Self(reminders) = self;
        let begun = reminders.begin_days().await?;
        if !walks::is_open(reminders.context.db.reader(), store::RUNS).await? {
            return Ok(begun);
        }
        let tx = reminders.context.db.begin().await?;
        let Some(run) = walks::take_any(&tx, store::RUNS, reminders.context.clock.now()).await? else { return Ok(begun) };
        tx.commit().await?;
        reminders.work(run).await?;
        Ok(true)
    }
}
