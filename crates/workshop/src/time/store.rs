//! The only place with queries about time.

use contracts::identity::UserId;
use contracts::workshop::{ClockingId, JobId, WorkOrderId};
use kernel::problem::is_unique_violation;
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::clocking::{Clock, Clocking, Column, Entity, LONGEST, Moment};
use super::sold;
use crate::error::Error;
use crate::work_orders::store::put;

/// What runs of a person.
pub async fn running<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<Vec<Clocking>, DbErr> {
    Entity::find().filter(Column::Running.is_in([Clock::Shift.key(user), Clock::Job.key(user)])).all(conn).await
}

/// What runs of a person, locked until the transaction ends.
pub async fn lock_running(tx: &Tx, user: UserId) -> Result<Vec<Clocking>, DbErr> {
    let mut find = Entity::find().filter(Column::Running.is_in([Clock::Shift.key(user), Clock::Job.key(user)]));
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.all(&**tx).await
}

/// Writes what a command touched: first what ended, so that the next may run.
pub async fn save(tx: &Tx, touched: Vec<Clocking>) -> Result<(), Problem> {
    let (running, ended): (Vec<_>, Vec<_>) = touched.into_iter().partition(|row| row.running.is_some());
    put::<Entity>(tx, ended).await?;
    let taken = |error: DbErr| if is_unique_violation(&error) { Error::ClockTaken.into() } else { Problem::from(error) };
    put::<Entity>(tx, running).await.map_err(taken)
}

pub async fn lock(tx: &Tx, id: ClockingId) -> Result<Clocking, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

/// Those that count and overlap a period, of a site or of a person, in the order in which they began.
pub async fn within<C: ConnectionTrait>(
    conn: &C,
    site: Option<SiteId>,
    user: Option<UserId>,
    (from, until): (Moment, Moment),
) -> Result<Vec<Clocking>, DbErr> {
    // None lasts longer: what began earlier has ended.
    let mut find = Entity::find().filter(Column::Starts.between(from - LONGEST, until - 1)).filter(Column::ReplacedBy.is_null());
    if let Some(site) = site {
        find = find.filter(Column::SiteId.eq(site));
    }
    if let Some(user) = user {
        find = find.filter(Column::UserId.eq(user));
    }
    let find = find.filter(Condition::any().add(Column::Ends.is_null()).add(Column::Ends.gt(from)));
    find.order_by_asc(Column::Starts).order_by_asc(Column::Id).all(conn).await
}

/// Those that count of an order.
pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<Clocking>, DbErr> {
    let find = Entity::find().filter(Column::OrderId.eq(order)).filter(Column::ReplacedBy.is_null());
    find.order_by_asc(Column::Starts).order_by_asc(Column::Id).all(conn).await
}

/// Whose clock runs on an order, on which job.
pub async fn running_on<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<(Option<JobId>, String)>, DbErr> {
    let rows = of_order(conn, order).await?.into_iter().filter(|row| row.running.is_some());
    Ok(rows.map(|row| (row.job_id, row.user_name)).collect())
}

/// What to list. The sites are those that may be seen.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub user: Option<UserId>,
    pub from: Option<Moment>,
    pub until: Option<Moment>,
    /// Only what waits for somebody to say when it ended.
    pub forgotten_at: Option<Moment>,
    pub after: Option<(Moment, ClockingId)>,
    pub limit: u64,
}

/// The latest first, corrected ones among them.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Clocking>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select r.* from workshop_clockings r where true{}", binds.and_among("r.site_id", filter.sites.as_deref()));
    if let Some(user) = filter.user {
        sql += &format!(" and r.user_id = {}", binds.add(user));
    }
    if let Some(from) = filter.from {
        sql += &format!(" and r.starts >= {}", binds.add(from));
    }
    if let Some(until) = filter.until {
        sql += &format!(" and r.starts < {}", binds.add(until));
    }
    if let Some(now) = filter.forgotten_at {
        let place = binds.add(now - LONGEST);
        sql += &format!(" and r.ends is null and r.replaced_by is null and (r.running is null or r.starts < {place})");
    }
    if let Some((starts, id)) = filter.after {
        let (starts, id) = (binds.add(starts), binds.add(id));
        sql += &format!(" and (r.starts, r.id) < ({starts}, {id})");
    }
    sql += &format!(" order by r.starts desc, r.id desc limit {}", filter.limit);
    db::all(conn, sql, binds.0).await
}

/// The orders' credit begins anew.
pub async fn take_credit_back(tx: &Tx, order: WorkOrderId) -> Result<(), DbErr> {
    sold::Entity::delete_many().filter(sold::Column::OrderId.eq(order)).exec(&**tx).await.map(drop)
}

pub async fn give_credit(tx: &Tx, rows: Vec<sold::Model>) -> Result<(), DbErr> {
    put::<sold::Entity>(tx, rows).await
}

/// Who was credited within a period, by person.
pub async fn sold_within<C: ConnectionTrait>(
    conn: &C,
    site: Option<SiteId>,
    user: Option<UserId>,
    (from, until): (Moment, Moment),
) -> Result<Vec<Sold>, DbErr> {
    let mut binds = Binds::default();
    let (from, until) = (binds.add(from), binds.add(until));
    let mut sql = format!(
        "select user_id, max(user_name) as user_name, cast(sum(milli_hours) as bigint) as milli_hours from workshop_sold_time \
         where at >= {from} and at < {until} and milli_hours > 0"
    );
    sql += &binds.and_among("site_id", site.as_ref().map(std::slice::from_ref));
    sql += &binds.and_among("user_id", user.as_ref().map(std::slice::from_ref));
    sql += " group by user_id";
    db::all(conn, sql, binds.0).await
}

/// Hours that one person was credited with.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sold {
    pub user_id: UserId,
    pub user_name: String,
    pub milli_hours: i64,
}
