//! Four weeks of clockings of demonstration technicians, made of the orders that were completed then.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use contracts::identity::UserId;
use contracts::workshop::{JobId, WorkOrderId};
use kernel::{Actor, Amount, BasisPoints, Context, Db, Problem, SiteId, db};
use sea_orm::{DbErr, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::clocking::{Activity, Clocking, Entity, Moment, Person, Task};
use super::sold;
use super::spent::tell_spent;
use super::split::split;
use crate::work_orders::shares::Share;
use crate::work_orders::store::put;

const WEEKS: TimeDelta = TimeDelta::weeks(4);
const MINUTE: i64 = 60;
/// A shift in seconds.
const SHIFT: i64 = 8 * 3600;
/// Nobody begins a job later than this after the shift began.
const LAST_START: i64 = 9 * 3600;
const ROWS_PER_STATEMENT: usize = 500;
/// Which jobs two do together.
const EVERY: usize = 12;

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
    labour_net: Amount,
    parts_net: Amount,
}

/// Tells figures of all of it. Call it when it is known what people earn.
pub async fn tell(context: &Context) -> Result<(), Problem> {
    let mut tx = context.db.begin().await?;
    let rows = Entity::find().all(&*tx).await?;
    tell_spent(&mut tx, &rows, &Actor::system(), context.clock.as_ref()).await?;
    Ok(tx.commit().await?)
}

/// Call it when all visits are there.
pub async fn fill(db: &Db) -> Result<(), DbErr> {
    let latest: Option<Latest> = db::one(db.reader(), "select max(completed_at) as at from workshop_orders", []).await?;
    let Some(latest) = latest.and_then(|row| row.at) else { return Ok(()) };
    let sql = "select o.id as order_id, o.number, o.site_id, o.technician_id, o.technician_name, o.completed_at, j.id as job_id, j.title, \
               cast(sum(case when l.kind = 'labour' then l.quantity else 0 end) as bigint) as milli_hours, \
               cast(sum(case when l.kind = 'labour' then (l.quantity * l.unit_price + 500) / 1000 else 0 end) as bigint) as labour_net, \
               cast(sum(case when l.kind = 'part' then (l.quantity * l.unit_price + 500) / 1000 else 0 end) as bigint) as parts_net \
               from workshop_orders o join workshop_jobs j on j.order_id = o.id join workshop_lines l on l.job_id = j.id \
               where o.completed_at >= $1 and o.technician_id is not null and j.authorisation = 'approved' group by o.id, o.number, o.site_id, o.technician_id, \
               o.technician_name, o.completed_at, j.id, j.title \
               having sum(case when l.kind = 'labour' then l.quantity else 0 end) > 0 order by o.completed_at, j.id";
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
    for (job, shares) in done.iter().zip(all_shares(&done)).filter(|(_, shares)| !shares.is_empty()) {
        let shares = serde_json::to_string(&shares).map_err(|error| DbErr::Custom(error.to_string()))?;
        db::execute(&*tx, "update workshop_jobs set shares = $1 where id = $2", [shares.into(), job.job_id.into()]).await?;
    }
    let credits: Vec<_> = done.iter().zip(all_shares(&done)).flat_map(|(job, shares)| credit(job, shares)).collect();
    for chunk in credits.chunks(ROWS_PER_STATEMENT) {
        put::<sold::Entity>(&tx, chunk.to_vec()).await?;
    }
    tx.commit().await
}

/// Every so often two do a job together: the order's technician and who did the job before at the site.
fn all_shares(done: &[Done]) -> Vec<Vec<Share>> {
    let share = |job: &Done, share| Share { user_id: job.technician_id, name: job.technician_name.clone(), share: BasisPoints(share) };
    let shares = |place: usize| {
        let job = &done[place];
        let other = done[..place].iter().rev().find(|other| other.site_id == job.site_id && other.technician_id != job.technician_id);
        let other = other.filter(|_| place % EVERY == EVERY - 1);
        other.map_or_else(Vec::new, |other| vec![share(job, 6000), share(other, 4000)])
    };
    (0..done.len()).map(shares).collect()
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

fn credit(job: &Done, shares: Vec<Share>) -> Vec<sold::Model> {
    let whole = Share { user_id: job.technician_id, name: job.technician_name.clone(), share: BasisPoints(1) };
    let shares = if shares.is_empty() { vec![whole] } else { shares };
    let weights: Vec<_> = shares.iter().map(|share| i64::from(share.share.0)).collect();
    let [hours, labour, parts] = [job.milli_hours, job.labour_net.0, job.parts_net.0].map(|whole| split(whole, &weights));
    let row = |(place, share): (usize, Share)| sold::Model {
        id: Uuid::now_v7(),
        order_id: job.order_id,
        job_id: job.job_id,
        site_id: job.site_id,
        user_id: share.user_id,
        user_name: share.name,
        milli_hours: hours[place],
        labour_net: Amount(labour[place]),
        parts_net: Amount(parts[place]),
        at: job.completed_at.timestamp(),
    };
    shares.into_iter().enumerate().map(row).collect()
}
