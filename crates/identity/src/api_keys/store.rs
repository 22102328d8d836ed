//! The only place with queries on API keys.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use kernel::{SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

use super::key::{ApiKey, Secret};
use crate::access;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    prefix: String,
    permissions: String,
    max_discount: Option<i32>,
    max_refund: Option<i64>,
    sites: String,
    created_by: String,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "id, name, prefix, permissions, max_discount, max_refund, sites, created_by, created_at, expires_at, revoked_at, last_used_at";

pub async fn insert(tx: &Tx, key: &ApiKey, secret: &Secret) -> Result<(), DbErr> {
    let sql = "insert into identity_api_keys (id, name, prefix, hash, permissions, max_discount, max_refund, sites, created_by, created_at, \
               expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = [
        key.id.into(),
        key.name.clone().into(),
        key.prefix.clone().into(),
        secret.hash().into(),
        json(&key.permissions)?.into(),
        key.limits.discount.map(|most| most.0).into(),
        key.limits.refund.map(|most| most.0).into(),
        json(&key.sites)?.into(),
        key.created_by.clone().into(),
        key.created_at.into(),
        key.expires_at.into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}

fn json(list: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(list).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Every key, the newest first; there are at most [`MOST`].
pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Vec<ApiKey>, DbErr> {
    let rows: Vec<Row> = db::all(conn, format!("select {COLUMNS} from identity_api_keys order by id desc limit {MOST}"), []).await?;
    Ok(rows.into_iter().map(ApiKey::from).collect())
}

/// How many keys a garage may have that were not revoked.
pub const MOST: u64 = 1_000;

pub async fn count<C: ConnectionTrait>(conn: &C) -> Result<u64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let row: Option<Count> = db::one(conn, "select count(*) as count from identity_api_keys where revoked_at is null", []).await?;
    Ok(row.and_then(|row| u64::try_from(row.count).ok()).unwrap_or_default())
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<ApiKey>, DbErr> {
    let row: Option<Row> = db::one(conn, format!("select {COLUMNS} from identity_api_keys where id = $1"), [id.into()]).await?;
    Ok(row.map(ApiKey::from))
}

pub async fn find_by_secret<C: ConnectionTrait>(conn: &C, secret: &Secret) -> Result<Option<ApiKey>, DbErr> {
    let row: Option<Row> =
        db::one(conn, format!("select {COLUMNS} from identity_api_keys where hash = $1"), [secret.hash().into()]).await?;
    Ok(row.map(ApiKey::from))
}

pub async fn revoke(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_api_keys set revoked_at = $1 where id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), id.into()]).await.map(drop)
}

/// Notes a use, unless one was noted after `unless_since`.
pub async fn touch(tx: &Tx, id: Uuid, now: DateTime<Utc>, unless_since: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_api_keys set last_used_at = $1 where id = $2 and (last_used_at is null or last_used_at < $3)";
    db::execute(&**tx, sql, [now.into(), id.into(), unless_since.into()]).await.map(drop)
}

impl From<Row> for ApiKey {
    /// A list that cannot be read opens nothing.
    fn from(row: Row) -> Self {
        let sites: BTreeSet<SiteId> = serde_json::from_str(&row.sites).unwrap_or_default();
        Self {
            id: row.id,
            name: row.name,
            prefix: row.prefix,
            permissions: serde_json::from_str(&row.permissions).unwrap_or_default(),
            limits: access::limits(row.max_discount, row.max_refund),
            sites,
            created_by: row.created_by,
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            last_used_at: row.last_used_at,
        }
    }
}
