//! Time on one order: shown beside its jobs, and kept in step with what happens to it.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::workshop::{JobId, TimeClocked, WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Clock, Problem, Tx, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocking::{Activity, Clocking, Moment};
use super::sold;
use super::store;
use super::view::{Worker, ratio, time};
use crate::work_orders::fact::Fact;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// The time that was clocked on an order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderTime {
    /// Every job, then the order as a whole where somebody clocked on it.
    pub jobs: Vec<JobTime>,
}

/// The time that was clocked on a job.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct JobTime {
    /// Null of the order as a whole.
    pub job_id: Option<JobId>,
    /// Seconds of work, up to now.
    pub worked: i64,
    /// Seconds of waiting, for whatever.
    pub waiting: i64,
    /// Thousandths of an hour that its labour sells.
    pub sold: i64,
    /// Sold ÷ worked, in basis points; null without work.
    pub efficiency: Option<i64>,
    pub people: Vec<Worker>,
    /// Whose clock runs on it.
    pub running: Vec<RunningClock>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RunningClock {
    pub user: Worker,
    pub activity: Activity,
    pub since: DateTime<Utc>,
}

/// The time that was clocked on an order, by job. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/time", tag = MODULE, operation_id = "show_order_time", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = OrderTime)))]
pub async fn show_order_time(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<OrderTime>, Problem> {
    let db = workshop.context.db.reader();
    let order = orders::find(db, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let rows = store::of_order(db, id).await?;
    Ok(Json(order_time(&order, &rows, workshop.now().timestamp())))
}

fn order_time(order: &WorkOrder, rows: &[Clocking], now: Moment) -> OrderTime {
    let of = |job: Option<JobId>, sold: i64| {
        let rows: Vec<_> = rows.iter().filter(|row| row.job_id == job).collect();
        let sum = |work: bool| rows.iter().filter(|row| (row.activity == Activity::Work) == work).map(|row| seconds(row, now)).sum();
        let (worked, waiting): (i64, i64) = (sum(true), sum(false));
        let mut people: Vec<Worker> = vec![];
        for row in &rows {
            let person = worker(row);
            if !people.contains(&person) {
                people.push(person);
            }
        }
        let running = rows.iter().filter(|row| row.running.is_some());
        let running = running.map(|row| RunningClock { user: worker(row), activity: row.activity, since: time(row.starts) }).collect();
        JobTime { job_id: job, worked, waiting, sold, efficiency: ratio(sold * 18 / 5, worked), people, running }
    };
    let mut jobs: Vec<_> = order.jobs.iter().map(|job| of(Some(job.id), sold::hours_of(job))).collect();
    jobs.extend(rows.iter().any(|row| row.job_id.is_none()).then(|| of(None, 0)));
    OrderTime { jobs }
}

fn seconds(row: &Clocking, now: Moment) -> i64 {
    row.seconds_within(Moment::MIN, Moment::MAX, now)
}

fn worker(row: &Clocking) -> Worker {
    Worker { id: row.user_id, name: row.user_name.clone() }
}

/// What happened to an order may end the clocks on it, and credits its hours or takes them back.
pub async fn follow(tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let now = clock.now().timestamp();
    match fact {
        Fact::Cancelled { .. } => end_all(tx, order, now, actor, clock).await.map(drop),
        Fact::Completed { .. } => {
            let rows = end_all(tx, order, now, actor, clock).await?;
            store::take_credit_back(tx, order.id).await?;
            Ok(store::give_credit(tx, sold::credit(order, &rows, now)).await?)
        }
        Fact::Reopened { .. } => Ok(store::take_credit_back(tx, order.id).await?),
        _ => Ok(()),
    }
}

/// After a correction: a completed order's credit follows what was really clocked.
pub async fn credit_again(tx: &Tx, order: Option<WorkOrderId>) -> Result<(), Problem> {
    let Some(id) = order else { return Ok(()) };
    let Some(order) = orders::lock(tx, id).await? else { return Ok(()) };
    let Some(completed_at) = order.completed_at else { return Ok(()) };
    let rows = store::of_order(&**tx, id).await?;
    store::take_credit_back(tx, id).await?;
    Ok(store::give_credit(tx, sold::credit(&order, &rows, completed_at.timestamp())).await?)
}

/// Ends what runs on the order; all clockings of it come back.
async fn end_all(tx: &mut Tx, order: &WorkOrder, now: Moment, actor: &Actor, clock: &dyn Clock) -> Result<Vec<Clocking>, Problem> {
    let mut rows = store::of_order(&**tx, order.id).await?;
    let mut ended = vec![];
    for row in rows.iter_mut().filter(|row| row.running.is_some()) {
        row.end(now);
        ended.push(row.clone());
    }
    tell(tx, &ended, actor, clock).await?;
    store::save(tx, ended).await?;
    Ok(rows)
}

/// Tells the screens whose clocks changed.
pub async fn tell(tx: &mut Tx, touched: &[Clocking], actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let mut told: Vec<_> = touched.iter().map(|row| (row.site_id, row.user_id)).collect();
    told.sort_unstable();
    told.dedup();
    for (site_id, user_id) in told {
        outbox::append(tx, MODULE, &TimeClocked { user_id, site_id }, actor, clock).await?;
    }
    Ok(())
}
