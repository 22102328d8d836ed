//! Begins the runs whose hour has come, and goes on with those that are not done.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::Problem;
use kernel::module::Worker;
use sea_orm::DbErr;

use super::{Campaigns, store};
use crate::walks;

/// The worker.
pub struct DailyCampaigns(pub Arc<Campaigns>);

#[async_trait]
impl Worker for DailyCampaigns {
    async fn turn(&self) -> Result<bool, DbErr> {
        self.some().await.map_err(|problem| DbErr::Custom(format!("campaigns could not run: {}", problem.title)))
    }
}

impl DailyCampaigns {
    async fn some(&self) -> Result<bool, Problem> {
        let Self(campaigns) = self;
        let begun = campaigns.begin_days().await?;
        if !walks::is_open(campaigns.context.db.reader(), store::RUNS).await? {
            return Ok(begun);
        }
        let tx = campaigns.context.db.begin().await?;
        let Some(run) = walks::take_any(&tx, store::RUNS, campaigns.context.clock.now()).await? else { return Ok(begun) };
        tx.commit().await?;
        campaigns.work(run).await?;
        Ok(true)
    }
}
