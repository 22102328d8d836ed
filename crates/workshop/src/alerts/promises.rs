//! Looks once a minute for promises that are near while the work is not done.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::workshop::{StaffAlert, WorkOrderId};
use kernel::module::Worker;
use kernel::{Actor, Problem, SiteId, Tx, db};
use sea_orm::{DbErr, FromQueryResult};

use super::tell;
use crate::Workshop;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::store;
use crate::work_orders::work_order::WorkOrder;

/// So long before its time a promise is at risk.
const NEAR: TimeDelta = TimeDelta::hours(1);
/// Who was not warned by then knows.
const PAST: TimeDelta = TimeDelta::hours(12);
const EVERY: TimeDelta = TimeDelta::minutes(1);
const AT_ONCE: u64 = 100;

pub struct Promises {
    workshop: Arc<Workshop>,
    /// When it looked last, in seconds.
    looked: AtomicI64,
}

#[derive(FromQueryResult)]
struct Near {
    id: WorkOrderId,
}

impl Promises {
    pub const fn new(workshop: Arc<Workshop>) -> Self {
        Self { workshop, looked: AtomicI64::new(0) }
    }

    /// Whether somebody was warned.
    async fn look(&self, now: DateTime<Utc>) -> Result<bool, Problem> {
        let mut has_warned = false;
        for site in self.workshop.sites.cards(&[]).await? {
            for near in self.near(site.id, now).await? {
                self.warn(near.id, now).await?;
                has_warned = true;
            }
        }
        Ok(has_warned)
    }

    /// Orders of a site whose promise is near, and of which nobody was warned.
    async fn near(&self, site: SiteId, now: DateTime<Utc>) -> Result<Vec<Near>, DbErr> {
        let sql = format!(
            "select r.id as id from workshop_orders r where r.site_id = $1 and r.is_open = $2 and r.promise_key > $3 and r.promise_key <= $4 \
             and not exists (select 1 from workshop_promise_warnings w where w.order_id = r.id and w.promise_key = r.promise_key) \
             order by r.promise_key, r.id limit {AT_ONCE}"
        );
        let (from, until) = ((now - PAST).timestamp_micros(), (now + NEAR).timestamp_micros());
        db::all(self.workshop.context.db.reader(), sql, [site.into(), true.into(), from.into(), until.into()]).await
    }

    async fn warn(&self, id: WorkOrderId, now: DateTime<Utc>) -> Result<(), Problem> {
        let mut tx = self.workshop.context.db.begin().await?;
        let Some(order) = store::lock(&tx, id).await? else { return Ok(()) };
        let Some(promised_at) = order.promised_at.filter(|at| *at <= now + NEAR) else { return Ok(()) };
        if first(&tx, id, promised_at).await? && is_undone(&order) {
            let clock = self.workshop.context.clock.as_ref();
            tell(&mut tx, &order, StaffAlert::PromiseAtRisk { promised_at }, &Actor::system(), clock).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Whether nobody was warned of this promise; from now on somebody was.
async fn first(tx: &Tx, id: WorkOrderId, promised_at: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql =
        "insert into workshop_promise_warnings (order_id, promise_key) values ($1, $2) on conflict (order_id, promise_key) do nothing";
    Ok(db::execute(&**tx, sql, [id.into(), promised_at.timestamp_micros().into()]).await?.rows_affected() == 1)
}

/// Somebody waits for work that is agreed on and not done.
fn is_undone(order: &WorkOrder) -> bool {
    matches!(
        order.state.name(),
        WorkOrderState::Approved | WorkOrderState::InProgress | WorkOrderState::OnHold | WorkOrderState::QualityCheck
    )
}

#[async_trait]
impl Worker for Promises {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.workshop.context.clock.now();
        let last = self.looked.load(Ordering::Relaxed);
        if now.timestamp() < last + EVERY.num_seconds() {
            return Ok(false);
        }
        self.looked.store(now.timestamp(), Ordering::Relaxed);
        let looked = self.look(now).await;
        looked.map_err(|problem| DbErr::Custom(format!("promises could not be looked at: {}", problem.title)))
    }
}
