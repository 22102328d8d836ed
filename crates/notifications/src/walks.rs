//! Walks that go on after whoever worked on them died: each is a row that somebody holds for a while, with the place it reached.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Backend, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// Whoever works on a walk and dies gives it up after this; each batch begins it anew.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// Takes a walk that is not done and that nobody holds.
pub async fn take_any<W: FromQueryResult>(tx: &Tx, table: &str, now: DateTime<Utc>) -> Result<Option<W>, DbErr> {
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!(
        "update {table} set lease_until = $1, holder = holder + 1 where id in (select id from {table} where ended_at is null \
         and (lease_until is null or lease_until <= $2) order by id limit 1{lock}) returning *"
    );
    db::one(&**tx, sql, [(now + LEASE).into(), now.into()]).await
}

/// Takes this walk.
pub async fn take<W: FromQueryResult>(tx: &Tx, table: &str, id: Uuid, now: DateTime<Utc>) -> Result<Option<W>, DbErr> {
    let sql = format!("update {table} set lease_until = $1, holder = holder + 1 where id = $2 and ended_at is null returning *");
    db::one(&**tx, sql, [(now + LEASE).into(), id.into()]).await
}

/// Whether any walk waits: what a turn of a worker asks.
pub async fn is_open<C: ConnectionTrait>(conn: &C, table: &str) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Open {}
    let open = db::one::<Open, _>(conn, format!("select id from {table} where ended_at is null limit 1"), []).await?;
    Ok(open.is_some())
}

/// Writes down how far a walk is; false when another holds it by now.
pub async fn advance(
    tx: &Tx,
    table: &str,
    (id, holder): (Uuid, i64),
    place: &impl Serialize,
    figures: &impl Serialize,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let json = |error: serde_json::Error| DbErr::Custom(error.to_string());
    let (place, figures) = (serde_json::to_string(place).map_err(json)?, serde_json::to_string(figures).map_err(json)?);
    let sql = format!("update {table} set place = $1, figures = $2, lease_until = $3 where id = $4 and holder = $5 and ended_at is null");
    let values = [place.into(), figures.into(), (now + LEASE).into(), id.into(), holder.into()];
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

/// It is done, if it is still this one's.
pub async fn end(tx: &Tx, table: &str, (id, holder): (Uuid, i64), now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = format!("update {table} set ended_at = $1, lease_until = null where id = $2 and holder = $3 and ended_at is null");
    db::execute(&**tx, sql, [now.into(), id.into(), holder.into()]).await.map(drop)
}
