//! The only place with queries on browsers that are told, and on what waits for them.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use kernel::{Backend, Binds, Clock, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::subscription::{Subscription, digest};

/// Of one person, whoever they are.
const MOST: usize = 20;
const COLUMNS: &str = "id, user_id, customer_id, endpoint, p256dh, auth, created_at, told_at";

/// Keeps a browser; one that is there already becomes this person's, with its id as it was.
pub async fn keep(tx: &Tx, one: Subscription) -> Result<Subscription, DbErr> {
    let sql = format!(
        "insert into notifications_push_devices (id, digest, user_id, customer_id, endpoint, p256dh, auth, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (digest) do update set user_id = excluded.user_id, \
         customer_id = excluded.customer_id, p256dh = excluded.p256dh, auth = excluded.auth returning {COLUMNS}"
    );
    let values = [
        one.id.into(),
        digest(&one.endpoint).into(),
        one.user_id.into(),
        one.customer_id.into(),
        one.endpoint.clone().into(),
        one.p256dh.clone().into(),
        one.auth.clone().into(),
        one.created_at.into(),
    ];
    let kept = db::one(&**tx, sql, values).await?.unwrap_or(one);
    let all = match (kept.user_id, kept.customer_id) {
        (Some(user), _) => of_users(&**tx, &[user]).await?,
        (None, customer) => of_customers(&**tx, customer.as_slice()).await?,
    };
    for old in all.into_iter().skip(MOST) {
        forget(tx, old.id, None).await?;
    }
    Ok(kept)
}

/// The newest first.
pub async fn of_users<C: ConnectionTrait>(conn: &C, users: &[UserId]) -> Result<Vec<Subscription>, DbErr> {
    among(conn, "user_id", users.iter().map(|user| user.0)).await
}

/// The newest first.
pub async fn of_customers<C: ConnectionTrait>(conn: &C, customers: &[CustomerId]) -> Result<Vec<Subscription>, DbErr> {
    among(conn, "customer_id", customers.iter().map(|customer| customer.0)).await
}

pub async fn of_ids<C: ConnectionTrait>(conn: &C, ids: &[Uuid]) -> Result<Vec<Subscription>, DbErr> {
    among(conn, "id", ids.iter().copied()).await
}

async fn among<C: ConnectionTrait>(conn: &C, column: &str, ids: impl ExactSizeIterator<Item = Uuid>) -> Result<Vec<Subscription>, DbErr> {
    if ids.len() == 0 {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let places = binds.list(ids);
    let sql = format!("select {COLUMNS} from notifications_push_devices where {column} in ({places}) order by id desc");
    db::all(conn, sql, binds.0).await
}

/// Everybody of the staff who has a browser told.
pub async fn people<C: ConnectionTrait>(conn: &C) -> Result<Vec<UserId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        user_id: UserId,
    }
    let rows: Vec<Row> = db::all(conn, "select distinct user_id from notifications_push_devices where user_id is not null", []).await?;
    Ok(rows.into_iter().map(|row| row.user_id).collect())
}

/// With what waits for it; only one of that person's, where one is named.
pub async fn forget(tx: &Tx, id: Uuid, of: Option<UserId>) -> Result<(), DbErr> {
    let mut binds = Binds::default();
    let place = binds.add(id);
    let whose = of.map_or_else(String::new, |user| format!(" and user_id = {}", binds.add(user)));
    if db::execute(&**tx, format!("delete from notifications_push_devices where id = {place}{whose}"), binds.0).await?.rows_affected() == 0 {
        return Ok(());
    }
    db::execute(&**tx, "delete from notifications_pushes where device_id = $1", [id.into()]).await.map(drop)
}

/// A notice that waits: for one browser, or for whomever its news concern.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Waiting {
    pub id: Uuid,
    pub news_id: Uuid,
    pub device_id: Option<Uuid>,
    /// With this one.
    pub attempts: i32,
}

/// News wait to be told; where nobody has a browser told, nothing does.
pub async fn wait(tx: &Tx, news: Uuid, clock: &dyn Clock) -> Result<(), DbErr> {
    let sql = "insert into notifications_pushes (id, news_id, attempts, due_at) \
               select $1, $2, 0, $3 where exists (select 1 from notifications_push_devices where user_id is not null)";
    db::execute(&**tx, sql, [Uuid::now_v7().into(), news.into(), clock.now().into()]).await.map(drop)
}

pub async fn is_due<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {}
    let row: Option<Row> = db::one(conn, "select 1 as due from notifications_pushes where due_at <= $1 limit 1", [now.into()]).await?;
    Ok(row.is_some())
}

/// Takes what is due until then; who dies with it leaves it due again.
pub async fn claim(tx: &Tx, now: DateTime<Utc>, until: DateTime<Utc>, most: usize) -> Result<Vec<Waiting>, DbErr> {
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!(
        "update notifications_pushes set due_at = $1, attempts = attempts + 1 where id in \
         (select id from notifications_pushes where due_at <= $2 order by due_at, id limit {most}{lock}) \
         returning id, news_id, device_id, attempts"
    );
    db::all(&**tx, sql, [until.into(), now.into()]).await
}

/// In place of one that waited for whomever it concerns, one for each browser; none where somebody else did so meanwhile.
pub async fn spread(tx: &Tx, of: &Waiting, devices: &[Subscription], now: DateTime<Utc>) -> Result<(), DbErr> {
    if !done(tx, of.id).await? {
        return Ok(());
    }
    for device in devices {
        let sql = "insert into notifications_pushes (id, news_id, device_id, attempts, due_at) values ($1, $2, $3, 0, $4)";
        db::execute(&**tx, sql, [Uuid::now_v7().into(), of.news_id.into(), device.id.into(), now.into()]).await?;
    }
    Ok(())
}

/// Nothing waits there any more; false when nothing did.
pub async fn done(tx: &Tx, id: Uuid) -> Result<bool, DbErr> {
    Ok(db::execute(&**tx, "delete from notifications_pushes where id = $1", [id.into()]).await?.rows_affected() > 0)
}

pub async fn told(tx: &Tx, device: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    db::execute(&**tx, "update notifications_push_devices set told_at = $1 where id = $2", [at.into(), device.into()]).await.map(drop)
}

pub async fn later(tx: &Tx, id: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    db::execute(&**tx, "update notifications_pushes set due_at = $1 where id = $2", [at.into(), id.into()]).await.map(drop)
}
