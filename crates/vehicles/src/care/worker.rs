//! Reckons the vehicles that a changed plan, an import or demonstration data left behind, some at a time.

use async_trait::async_trait;
use kernel::module::Worker;
use kernel::{Context, Problem};
use sea_orm::DbErr;

use super::plan::Plan;
use super::refresh::{PLAN, reckon};
use super::{settings, store};

const AT_ONCE: u64 = 500;

pub struct CatchUp(pub Context);

#[async_trait]
impl Worker for CatchUp {
    async fn turn(&self) -> Result<bool, DbErr> {
        self.some().await.map_err(|problem| DbErr::Custom(format!("vehicles could not be reckoned: {}", problem.title)))
    }
}

impl CatchUp {
    /// True when there may be more.
    pub async fn some(&self) -> Result<bool, Problem> {
        let Self(context) = self;
        let (_, version) = settings::read::<Plan, _>(context.db.reader(), PLAN).await?;
        if !store::is_behind(context.db.reader(), version).await? {
            return Ok(false);
        }
        let tx = context.db.begin().await?;
        let mut vehicles = store::behind(&tx, version, AT_ONCE).await?;
        if vehicles.is_empty() {
            return Ok(false);
        }
        reckon(&*tx, &mut vehicles, context.clock.now().date_naive()).await?;
        store::save_reckoned(&tx, &vehicles).await?;
        tx.commit().await?;
        Ok(true)
    }
}
