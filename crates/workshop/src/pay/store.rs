//! The only place with queries about pay.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::identity::UserId;
use contracts::workshop::{JobId, PayTermsId, WorkOrderId};
use kernel::{Amount, Backend, Binds, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::back_flags::{Credited, MadeGood};
use super::terms::{Column, Entity, Terms};
use crate::time::{Moment, Period, time};
use crate::warranty::ComebackJob;
use crate::work_orders::store::put;

pub async fn find<C: ConnectionTrait>(conn: &C, id: PayTermsId) -> Result<Option<Terms>, DbErr> {
    Entity::find_by_id(id).one(conn).await
}

/// What a person earns from exactly this day on, locked until the transaction ends.
pub async fn lock_day(tx: &Tx, site: SiteId, user: UserId, from_on: NaiveDate) -> Result<Option<Terms>, DbErr> {
    let mut find = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::UserId.eq(user)).filter(Column::FromOn.eq(from_on));
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await
}

pub async fn save(tx: &Tx, row: Terms) -> Result<(), DbErr> {
    put::<Entity>(tx, vec![row]).await
}

pub async fn forget(tx: &Tx, id: PayTermsId) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(&**tx).await.map(drop)
}

/// What to list. The sites are those that may be seen; none are all.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub user: Option<UserId>,
    pub after: Option<PayTermsId>,
    pub limit: u64,
}

/// The newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: Filter) -> Result<Vec<Terms>, DbErr> {
    let mut select = Entity::find();
    if let Some(sites) = filter.sites {
        select = select.filter(Column::SiteId.is_in(sites));
    }
    if let Some(user) = filter.user {
        select = select.filter(Column::UserId.eq(user));
    }
    if let Some(after) = filter.after {
        select = select.filter(Column::Id.lt(after));
    }
    select.order_by_desc(Column::Id).limit(filter.limit).all(conn).await
}

/// What everybody at a site earns from days up to this one on, by person and day.
pub async fn until<C: ConnectionTrait>(conn: &C, site: SiteId, last: NaiveDate) -> Result<Vec<Terms>, DbErr> {
    let select = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::FromOn.lte(last));
    select.order_by_asc(Column::UserId).order_by_asc(Column::FromOn).all(conn).await
}

/// What a person earns an hour at a site, by the first day.
pub async fn hourly<C: ConnectionTrait>(conn: &C, site: SiteId, user: UserId) -> Result<Vec<(NaiveDate, Amount)>, DbErr> {
    let select = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::UserId.eq(user)).order_by_asc(Column::FromOn);
    Ok(select.all(conn).await?.into_iter().map(|terms| (terms.from_on, terms.hourly)).collect())
}

/// A part of a job that somebody was credited with.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sold {
    pub user_id: UserId,
    pub user_name: String,
    pub milli_hours: i64,
    pub labour_net: Amount,
    pub parts_net: Amount,
    pub at: Moment,
}

pub async fn sold<C: ConnectionTrait>(conn: &C, site: SiteId, (from, until): Period) -> Result<Vec<Sold>, DbErr> {
    let sql = "select user_id, user_name, milli_hours, labour_net, parts_net, at from workshop_sold_time \
               where site_id = $1 and at >= $2 and at < $3 order by at, id";
    db::all(conn, sql, [site.into(), from.into(), until.into()]).await
}

#[derive(FromQueryResult)]
struct Back {
    original_id: WorkOrderId,
    jobs: String,
    completed_at: DateTime<Utc>,
}

impl From<Back> for MadeGood {
    fn from(row: Back) -> Self {
        let jobs: Vec<ComebackJob> = serde_json::from_str(&row.jobs).unwrap_or_default();
        Self { original: row.original_id, jobs: jobs.into_iter().map(|job| job.id).collect(), at: row.completed_at.timestamp() }
    }
}

/// Comebacks for workmanship of the orders that the site made good in the period: those of other days too, so that each job is counted
/// once.
pub async fn made_good<C: ConnectionTrait>(conn: &C, site: SiteId, (from, until): Period) -> Result<Vec<MadeGood>, DbErr> {
    let (from, until) = (time(from), time(until));
    let sql = "select c.original_id, c.jobs, b.completed_at from workshop_orders o \
               join workshop_comebacks p on p.order_id = o.id and p.cause = 'workmanship' \
               join workshop_comebacks c on c.original_id = p.original_id and c.cause = 'workmanship' \
               join workshop_orders b on b.id = c.order_id \
               where o.site_id = $1 and o.completed_at >= $2 and o.completed_at < $3 and b.completed_at is not null";
    Ok(db::all::<Back, _>(conn, sql, [site.into(), from.into(), until.into()]).await?.into_iter().map(MadeGood::from).collect())
}

#[derive(FromQueryResult)]
struct Credit {
    user_id: UserId,
    user_name: String,
    job_id: JobId,
    milli_hours: i64,
}

/// Who was credited with what on orders, at a site.
pub async fn credited<C: ConnectionTrait>(conn: &C, site: SiteId, orders: &[WorkOrderId]) -> Result<Vec<Credited>, DbErr> {
    if orders.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let site = binds.add(site);
    let among = binds.and_among("order_id", Some(orders));
    let sql = format!(
        "select user_id, user_name, job_id, milli_hours from workshop_sold_time where site_id = {site} and milli_hours > 0{among} order by id"
    );
    let rows: Vec<Credit> = db::all(conn, sql, binds.0).await?;
    let row = |Credit { user_id, user_name, job_id, milli_hours }| Credited { user_id, user_name, job_id, milli_hours };
    Ok(rows.into_iter().map(row).collect())
}
