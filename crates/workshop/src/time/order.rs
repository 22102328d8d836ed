//! Time on one order: shown beside its jobs, and kept in step with what happens to it.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::workshop::{JobId, TIME_CORRECT, TimeClocked, WORK_ORDER_ASSIGN, WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Clock, Problem, Tx, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clocking::{Activity, Clocking, Moment};
use super::sold;
use super::spent::tell_spent;
use super::store;
use super::view::{Worker, ratio, time};
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Job;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// The time that was clocked on an order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderTime {
    /// Every job, then the order as a whole where somebody clocked on it.
    pub jobs: Vec<JobTime>,
    /// share
    pub actions: Vec<String>,
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
    /// Who is credited with which part of the sold hours, or would be if the order were completed now.
    pub credits: Vec<JobCredit>,
    /// Whose clock runs on it.
    pub running: Vec<RunningClock>,
}

/// Hours of a job that are one person's.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct JobCredit {
    pub user: Worker,
    /// Thousandths of an hour.
    pub sold: i64,
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
    let jobs = order_time(&order, &rows, workshop.now().timestamp());
    Ok(Json(OrderTime { jobs, actions: actions(&order, &actor) }))
}

/// Hours that were credited are moved by those who correct times.
fn actions(order: &WorkOrder, actor: &Actor) -> Vec<String> {
    let is_none = matches!(order.state.name(), WorkOrderState::Quote | WorkOrderState::Cancelled);
    let may = actor.may(WORK_ORDER_ASSIGN, order.site_id) && (order.completed_at.is_none() || actor.may(TIME_CORRECT, order.site_id));
    (may && !is_none).then(|| "share".to_owned()).into_iter().collect()
}

fn order_time(order: &WorkOrder, rows: &[Clocking], now: Moment) -> Vec<JobTime> {
    let of = |job: Option<JobId>, sold: i64, credits: Vec<JobCredit>| {
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
        JobTime { job_id: job, worked, waiting, sold, efficiency: ratio(sold * 18 / 5, worked), people, credits, running }
    };
    let mut jobs: Vec<_> = order.jobs.iter().map(|job| of(Some(job.id), sold::hours_of(job), credits(order, job, rows, now))).collect();
    jobs.extend(rows.iter().any(|row| row.job_id.is_none()).then(|| of(None, 0, vec![])));
    jobs
}

fn credits(order: &WorkOrder, job: &Job, rows: &[Clocking], now: Moment) -> Vec<JobCredit> {
    let people = sold::hours_by_person(order, job, rows, now).into_iter().filter(|(_, _, sold)| *sold > 0);
    people.map(|(id, name, sold)| JobCredit { user: Worker { id, name }, sold }).collect()
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
        Fact::HoursShared { .. } => credit_completed(tx, order).await,
        _ => Ok(()),
    }
}

/// After a correction: a completed order's credit follows what was really clocked.
pub async fn credit_again(tx: &Tx, order: Option<WorkOrderId>) -> Result<(), Problem> {
    let Some(id) = order else { return Ok(()) };
    let Some(order) = orders::lock(tx, id).await? else { return Ok(()) };
    credit_completed(tx, &order).await
}

/// A completed order's credit is what its jobs and clockings say now, as of the moment when it was completed.
async fn credit_completed(tx: &Tx, order: &WorkOrder) -> Result<(), Problem> {
    let Some(completed_at) = order.completed_at else { return Ok(()) };
    let rows = store::of_order(&**tx, order.id).await?;
    store::take_credit_back(tx, order.id).await?;
    Ok(store::give_credit(tx, sold::credit(order, &rows, completed_at.timestamp())).await?)
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

/// Tells the screens whose clocks changed, and figures what they say.
pub async fn tell(tx: &mut Tx, touched: &[Clocking], actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let mut told: Vec<_> = touched.iter().map(|row| (row.site_id, row.user_id)).collect();
    told.sort_unstable();
    told.dedup();
    for (site_id, user_id) in told {
        outbox::append(tx, MODULE, &TimeClocked { user_id, site_id }, actor, clock).await?;
    }
    tell_spent(tx, touched, actor, clock).await
}
