//! The only place with queries on sessions and refresh tokens.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::client::Client;
use super::session::{Kind, RefreshToken, Renewal};

/// [`Kind::Pin`] as stored.
pub const PIN: &str = "pin";

/// A session to begin.
pub struct Beginning<'a> {
    pub user: UserId,
    pub kind: Kind,
    pub client: &'a Client,
    /// The shared device it is on.
    pub device: Option<Uuid>,
}

/// Begins a session, and forgets the person's sessions that are over anyway.
pub async fn begin(tx: &Tx, beginning: &Beginning<'_>, now: DateTime<Utc>) -> Result<Uuid, DbErr> {
    let (id, user) = (Uuid::now_v7(), beginning.user.0);
    let over = "select id from identity_sessions where user_id = $1 and expires_at < $2";
    for sql in [
        format!("delete from identity_refresh_tokens where session_id in ({over})"),
        format!("delete from identity_sessions where id in ({over})"),
    ] {
        db::execute(&**tx, sql, [user.into(), now.into()]).await?;
    }
    let sql = "insert into identity_sessions (id, user_id, created_at, last_used_at, expires_at, kind, agent, address, device_id) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        id.into(),
        user.into(),
        now.into(),
        now.into(),
        (now + beginning.kind.life()).into(),
        beginning.kind.code().into(),
        beginning.client.agent.clone().into(),
        beginning.client.address().into(),
        beginning.device.into(),
    ];
    db::execute(&**tx, sql, values).await?;
    Ok(id)
}

/// Keeps a refresh token's hash.
pub async fn keep(tx: &Tx, session: Uuid, token: &RefreshToken, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "insert into identity_refresh_tokens (hash, session_id, created_at) values ($1, $2, $3)";
    db::execute(&**tx, sql, [token.hash().into(), session.into(), now.into()]).await.map(drop)
}

pub async fn find<C: ConnectionTrait>(conn: &C, token: &RefreshToken) -> Result<Option<Renewal>, DbErr> {
    let sql = "select t.session_id, s.user_id, t.used_at, s.expires_at, s.revoked_at from identity_refresh_tokens t \
               join identity_sessions s on s.id = t.session_id where t.hash = $1";
    db::one(conn, sql, [token.hash().into()]).await
}

/// Marks the token as used; false when somebody else was faster.
pub async fn use_up(tx: &Tx, token: &RefreshToken, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_refresh_tokens set used_at = $1 where hash = $2 and used_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), token.hash().into()]).await?.rows_affected() == 1)
}

/// Notes that the session was renewed; false when it was ended meanwhile.
pub async fn touch(tx: &Tx, session: Uuid, client: &Client, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_sessions set last_used_at = $1, address = $2 where id = $3 and revoked_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), client.address().into(), session.into()]).await?.rows_affected() == 1)
}

pub async fn revoke(tx: &Tx, session: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_sessions set revoked_at = $1 where id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), session.into()]).await.map(drop)
}

/// Ends the sessions that PINs opened on a shared device: the next person is there.
pub async fn revoke_at_device(tx: &Tx, device: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_sessions set revoked_at = $1 where device_id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), device.into()]).await.map(drop)
}

/// Ends all of a person's sessions but this one; how many it were.
pub async fn revoke_others(tx: &Tx, user: UserId, kept: Uuid, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let sql = "update identity_sessions set revoked_at = $1 where user_id = $2 and id <> $3 and revoked_at is null and expires_at > $1";
    Ok(db::execute(&**tx, sql, [now.into(), user.0.into(), kept.into()]).await?.rows_affected())
}

pub async fn revoke_all(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<u64, DbErr> {
    revoke_others(tx, user, Uuid::nil(), now).await
}

/// Ends one of a person's sessions; false when there is no such one alive.
pub async fn revoke_one(tx: &Tx, user: UserId, session: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_sessions set revoked_at = $1 where id = $2 and user_id = $3 and revoked_at is null and expires_at > $1";
    Ok(db::execute(&**tx, sql, [now.into(), session.into(), user.0.into()]).await?.rows_affected() == 1)
}

/// A session that goes on, as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: Uuid,
    pub kind: String,
    pub agent: String,
    pub address: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// A person's sessions that go on, the last used first; at most 100.
pub async fn alive<C: ConnectionTrait>(conn: &C, user: UserId, now: DateTime<Utc>) -> Result<Vec<Row>, DbErr> {
    let sql = "select id, kind, agent, address, created_at, last_used_at, expires_at from identity_sessions \
               where user_id = $1 and revoked_at is null and expires_at > $2 order by last_used_at desc, id desc limit 100";
    db::all(conn, sql, [user.0.into(), now.into()]).await
}

pub async fn begun_at<C: ConnectionTrait>(conn: &C, session: Uuid) -> Result<Option<DateTime<Utc>>, DbErr> {
    #[derive(FromQueryResult)]
    struct Begun {
        created_at: DateTime<Utc>,
    }
    let row: Option<Begun> = db::one(conn, "select created_at from identity_sessions where id = $1", [session.into()]).await?;
    Ok(row.map(|row| row.created_at))
}

/// What a session's person holds at one site.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AccessRow {
    pub kind: String,
    pub user_id: UserId,
    pub name: String,
    pub site_id: Option<SiteId>,
    pub role: Option<String>,
    /// JSON.
    pub permissions: Option<String>,
    /// Basis points.
    pub max_discount: Option<i32>,
    /// Minor units.
    pub max_refund: Option<i64>,
    /// Of the shared device.
    pub device_site: Option<SiteId>,
    /// What the technician's bundle holds; JSON.
    pub technician: Option<String>,
    pub technicians_discount: Option<i32>,
    pub technicians_refund: Option<i64>,
}

/// One row per site; none when the session or its device is over, or the person is disabled.
pub async fn access<C: ConnectionTrait>(conn: &C, session: Uuid, now: DateTime<Utc>) -> Result<Vec<AccessRow>, DbErr> {
    let sql = "select s.kind, u.id as user_id, u.name, us.site_id, us.role, r.permissions, r.max_discount, r.max_refund, \
               d.site_id as device_site, t.permissions as technician, t.max_discount as technicians_discount, \
               t.max_refund as technicians_refund \
               from identity_sessions s join identity_users u on u.id = s.user_id \
               left join identity_devices d on d.id = s.device_id \
               left join identity_user_sites us on us.user_id = u.id left join identity_roles r on r.id = us.role \
               left join identity_roles t on t.id = 'technician' \
               where s.id = $1 and s.expires_at > $2 and s.revoked_at is null and d.revoked_at is null and not u.disabled";
    db::all(conn, sql, [session.into(), now.into()]).await
}
