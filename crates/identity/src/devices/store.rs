//! The only place with queries on shared devices.

use chrono::{DateTime, Utc};
use kernel::{SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use serde::Serialize;
use uuid::Uuid;

use super::device::DeviceToken;

/// A shared device.
#[derive(Serialize, Clone, Debug, FromQueryResult)]
pub struct Device {
    pub id: Uuid,
    pub site_id: SiteId,
    pub name: String,
    pub enrolled_by: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, site_id, name, enrolled_by, created_at, last_used_at";

pub async fn insert(tx: &Tx, device: &Device, token: &DeviceToken) -> Result<(), DbErr> {
    let sql = "insert into identity_devices (id, site_id, name, token_hash, enrolled_by, created_at) values ($1, $2, $3, $4, $5, $6)";
    let values = [
        device.id.into(),
        device.site_id.0.into(),
        device.name.clone().into(),
        token.hash().into(),
        device.enrolled_by.clone().into(),
        device.created_at.into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Device>, DbErr> {
    db::one(conn, format!("select {COLUMNS} from identity_devices where id = $1 and revoked_at is null"), [id.into()]).await
}

pub async fn find_by_token<C: ConnectionTrait>(conn: &C, token: &DeviceToken) -> Result<Option<Device>, DbErr> {
    let sql = format!("select {COLUMNS} from identity_devices where token_hash = $1 and revoked_at is null");
    db::one(conn, sql, [token.hash().into()]).await
}

/// The devices of these sites, by name.
pub async fn at<C: ConnectionTrait>(conn: &C, sites: &[SiteId]) -> Result<Vec<Device>, DbErr> {
    if sites.is_empty() {
        return Ok(vec![]);
    }
    let marks: Vec<_> = (1..=sites.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select {COLUMNS} from identity_devices where revoked_at is null and site_id in ({}) order by name, id limit 1000",
        marks.join(", ")
    );
    db::all(conn, sql, sites.iter().map(|site| Value::from(site.0))).await
}

pub async fn touch(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    db::execute(&**tx, "update identity_devices set last_used_at = $1 where id = $2", [now.into(), id.into()]).await.map(drop)
}

/// Ends the device and every session on it.
pub async fn revoke(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_devices set revoked_at = $1 where id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), id.into()]).await?;
    let sql = "update identity_sessions set revoked_at = $1 where device_id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), id.into()]).await.map(drop)
}
