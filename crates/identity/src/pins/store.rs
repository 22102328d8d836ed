//! The only place with queries on PINs.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;

/// A person's PIN.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Pin {
    pub hash: String,
    pub failures: i32,
}

/// Somebody who can come to a shared device.
#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
pub struct PinPerson {
    pub id: UserId,
    pub name: String,
}

/// The PIN of somebody who works at the site and is not disabled.
pub async fn find_at<C: ConnectionTrait>(conn: &C, user: UserId, site: SiteId) -> Result<Option<Pin>, DbErr> {
    let sql = "select p.hash, p.failures from identity_pins p join identity_users u on u.id = p.user_id \
               join identity_user_sites us on us.user_id = u.id where p.user_id = $1 and us.site_id = $2 and not u.disabled";
    db::one(conn, sql, [user.0.into(), site.0.into()]).await
}

/// Who works at the site and has a PIN, by name.
pub async fn people_at<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<PinPerson>, DbErr> {
    let sql = "select u.id, u.name from identity_pins p join identity_users u on u.id = p.user_id \
               join identity_user_sites us on us.user_id = u.id where us.site_id = $1 and not u.disabled order by u.name, u.id limit 200";
    db::all(conn, sql, [site.0.into()]).await
}

pub async fn is_set<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {}
    let found: Option<Found> = db::one(conn, "select user_id from identity_pins where user_id = $1", [user.0.into()]).await?;
    Ok(found.is_some())
}

pub async fn set(tx: &Tx, user: UserId, hash: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    remove(tx, user).await?;
    let sql = "insert into identity_pins (user_id, hash, failures, created_at) values ($1, $2, 0, $3)";
    db::execute(&**tx, sql, [user.0.into(), hash.into(), now.into()]).await.map(drop)
}

pub async fn remove(tx: &Tx, user: UserId) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from identity_pins where user_id = $1", [user.0.into()]).await.map(drop)
}

/// Counts a wrong PIN; how many it are in a row.
pub async fn failed(tx: &Tx, user: UserId) -> Result<i32, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        failures: i32,
    }
    let sql = "update identity_pins set failures = failures + 1 where user_id = $1 returning failures";
    Ok(db::one::<Row, _>(&**tx, sql, [user.0.into()]).await?.map_or(0, |row| row.failures))
}

pub async fn succeeded(tx: &Tx, user: UserId) -> Result<(), DbErr> {
    db::execute(&**tx, "update identity_pins set failures = 0 where user_id = $1", [user.0.into()]).await.map(drop)
}
