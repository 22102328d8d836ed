//! The only place with queries on sessions, refresh tokens and the log of sign-ins.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{Tx, db};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::session::{self, RefreshToken, Renewal};

/// Begins a session, and forgets the person's sessions that are over anyway.
pub async fn begin(tx: &Tx, user: UserId, token: &RefreshToken, now: DateTime<Utc>) -> Result<Uuid, DbErr> {
    let over = "select id from identity_sessions where user_id = $1 and expires_at < $2";
    for sql in [
        format!("delete from identity_refresh_tokens where session_id in ({over})"),
        format!("delete from identity_sessions where id in ({over})"),
    ] {
        db::execute(&**tx, sql, [user.0.into(), now.into()]).await?;
    }
    let id = Uuid::now_v7();
    let sql = "insert into identity_sessions (id, user_id, created_at, last_used_at, expires_at) values ($1, $2, $3, $3, $4)";
    db::execute(&**tx, sql, [id.into(), user.0.into(), now.into(), (now + session::LIFE).into()]).await?;
    keep(tx, id, token, now).await?;
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
pub async fn touch(tx: &Tx, session: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_sessions set last_used_at = $1 where id = $2 and revoked_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), session.into()]).await?.rows_affected() == 1)
}

pub async fn revoke(tx: &Tx, session: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_sessions set revoked_at = $1 where id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), session.into()]).await.map(drop)
}

pub async fn revoke_all(tx: &Tx, user: UserId, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "update identity_sessions set revoked_at = $1 where user_id = $2 and revoked_at is null";
    db::execute(&**tx, sql, [now.into(), user.0.into()]).await.map(drop)
}

/// One entry of the log: who, with which outcome, from where.
pub struct Entry<'a> {
    pub user: Option<UserId>,
    /// Of what was typed, when it is nobody's address.
    pub email_hash: Option<String>,
    pub outcome: &'static str,
    pub address: &'a str,
}

pub async fn log(tx: &Tx, entry: Entry<'_>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "insert into identity_sign_ins (id, at, user_id, email_hash, outcome, address) values ($1, $2, $3, $4, $5, $6)";
    let values = [
        Uuid::now_v7().into(),
        now.into(),
        entry.user.map(|user| user.0).into(),
        entry.email_hash.into(),
        entry.outcome.into(),
        entry.address.into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}
