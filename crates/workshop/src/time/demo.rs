//! Four weeks of clockings of demonstration technicians, made of the orders that were completed then.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use contracts::identity::UserId;
use contracts::workshop::{JobId, WorkOrderId};
use kernel::{Db, SiteId, db};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::clocking::{Activity, Clocking, Entity, Moment, Person, Task};
use super::sold;
use crate::work_orders::store::put;

const WEEKS: TimeDelta = TimeDelta::weeks(4);
const MINUTE: i64 = 60;
/// A shift in seconds.
const SHIFT: i64 = 8 * 3600;
/// Nobody begins a job later than this after the shift began.
const LAST_START: i64 = 9 * 3600;
const ROWS_PER_STATEMENT: usize = 500;

#[derive(FromQueryResult)]
struct Latest {
    at: Option<DateTime<Utc>>,
}

/// A job that was done.
#[derive(Clone, FromQueryResult)]
struct Done {
    order_id: WorkOrderId,
    number: String,
    site_id: SiteId,
    technician_id: UserId,
    technician_name: String,
    completed_at: DateTime<Utc>,
    job_id: JobId,
    title: String,
    milli_hours: i64,
}

/// Call it when all visits are there.
pub async fn fill(db: &Db) -> Result<(), DbErr> {
    let latest: Option<Latest> = db::one(db.reader(), "select max(completed_at) as at from workshop_orders", []).await?;
    let Some(latest) = latest.and_then(|row| row.at) else { return Ok(()) };
    let sql = "select o.id as order_id, o.number, o.site_id, o.technician_id, o.technician_name, o.completed_at, j.id as job_id, j.title, \
               cast(sum(l.quantity) as bigint) as milli_hours from workshop_orders o join workshop_jobs j on j.order_id = o.id \
               join workshop_lines l on l.job_id = j.id where o.completed_at >= $1 and o.technician_id is not null \
               and j.authorisation = 'approved' and l.kind = 'labour' group by o.id, o.number, o.site_id, o.technician_id, \
               o.technician_name, o.completed_at, j.id, j.title order by o.completed_at, j.id";
    let done: Vec<Done> = db::all(db.reader(), sql, [(latest - WEEKS).into()]).await?;
    let mut days = BTreeMap::<(UserId, NaiveDate), Vec<Done>>::new();
    // The last day is not over.
    for job in done.iter().filter(|job| job.completed_at.date_naive() < latest.date_naive()) {
        days.entry((job.technician_id, job.completed_at.date_naive())).or_default().push(job.clone());
    }
    let clockings: Vec<_> = days.iter().flat_map(|((_, date), jobs)| day(*date, jobs)).collect();
    let tx = db.begin().await?;
    for chunk in clockings.chunks(ROWS_PER_STATEMENT) {
        put::<Entity>(&tx, chunk.to_vec()).await?;
    }
    for chunk in done.iter().map(credit).collect::<Vec<_>>().chunks(ROWS_PER_STATEMENT) {
        put::<sold::Entity>(&tx, chunk.to_vec()).await?;
    }
    tx.commit().await
}

/// The shift of a day, and its jobs one after the other: some quicker than sold and some slower.
fn day(date: NaiveDate, jobs: &[Done]) -> Vec<Clocking> {
    let begin = date.and_time(NaiveTime::MIN).and_utc().timestamp() + 7 * 3600;
    let (mut rows, mut at) = (vec![], begin + 10 * MINUTE);
    for (turn, job) in (0_i64..).zip(jobs).take_while(|(turn, _)| *turn < 12) {
        if at - begin > LAST_START {
            break;
        }
        if turn % 4 == 3 {
            rows.push(clocked(job, Activity::WaitingParts, at, at + 12 * MINUTE));
            at += 12 * MINUTE;
        }
        let percent = 80 + (turn * 37 + begin / 86_400) % 40;
        let until = at + (job.milli_hours * 18 / 5).clamp(MINUTE, 4 * 3600) * percent / 100;
        rows.push(clocked(job, Activity::Work, at, until));
        at = until + 4 * MINUTE;
    }
    if let Some(first) = jobs.first() {
        rows.push(clocked(first, Activity::Attended, begin, at.max(begin + SHIFT)));
    }
    rows
}

fn clocked(job: &Done, activity: Activity, from: Moment, until: Moment) -> Clocking {
    let person = Person { user_id: job.technician_id, name: job.technician_name.clone(), site_id: job.site_id };
    let task = Task { order_id: job.order_id, order_number: job.number.clone(), job: Some((job.job_id, job.title.clone())) };
    let task = (activity != Activity::Attended).then_some(&task);
    Clocking { ends: Some(until), running: None, ..Clocking::begin(&person, activity, task, from) }
}

fn credit(job: &Done) -> sold::Model {
    sold::Model {
        id: Uuid::now_v7(),
        order_id: job.order_id,
        job_id: job.job_id,
        site_id: job.site_id,
        user_id: job.technician_id,
        user_name: job.technician_name.clone(),
        milli_hours: job.milli_hours,
        at: job.completed_at.timestamp(),
    }
}
