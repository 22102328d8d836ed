//! The only place with queries on secret links.

use chrono::{DateTime, Utc};
use contracts::identity::{LinkPurpose, UserId};
use kernel::{Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::link::{self, LinkToken};

/// Writes a request down in place of the person's open ones for the same purpose; their links stop working.
pub async fn request(tx: &Tx, user: UserId, purpose: LinkPurpose, now: DateTime<Utc>) -> Result<Uuid, DbErr> {
    revoke(tx, user, purpose).await?;
    let id = Uuid::now_v7();
    let sql = "insert into identity_links (id, user_id, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5)";
    let ends = now + link::request_life(purpose);
    db::execute(&**tx, sql, [id.into(), user.0.into(), link::code(purpose).into(), now.into(), ends.into()]).await?;
    Ok(id)
}

/// Writes down that the person wants their address to be `email`, in place of an earlier wish. `session` goes on when it is.
pub async fn request_email(tx: &Tx, user: UserId, email: &str, session: Uuid, now: DateTime<Utc>) -> Result<Uuid, DbErr> {
    let id = request(tx, user, LinkPurpose::Email, now).await?;
    let sql = "update identity_links set email = $1, session_id = $2 where id = $3";
    db::execute(&**tx, sql, [email.into(), session.into(), id.into()]).await?;
    Ok(id)
}

/// Forgets the person's links for this purpose.
pub async fn revoke(tx: &Tx, user: UserId, purpose: LinkPurpose) -> Result<(), DbErr> {
    let sql = "delete from identity_link_tokens where link_id in (select id from identity_links where user_id = $1 and purpose = $2)";
    db::execute(&**tx, sql, [user.0.into(), link::code(purpose).into()]).await?;
    let sql = "delete from identity_links where user_id = $1 and purpose = $2";
    db::execute(&**tx, sql, [user.0.into(), link::code(purpose).into()]).await.map(drop)
}

/// What the request is for, when it still is open.
pub async fn open_request(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<LinkPurpose>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        purpose: String,
    }
    let sql = "select l.purpose from identity_links l join identity_users u on u.id = l.user_id \
               where l.id = $1 and l.expires_at > $2 and l.used_at is null and not u.disabled";
    let row: Option<Row> = db::one(&**tx, sql, [id.into(), now.into()]).await?;
    Ok(row.and_then(|row| link::from_code(&row.purpose)))
}

pub async fn keep(tx: &Tx, request: Uuid, token: &LinkToken, ends: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "insert into identity_link_tokens (hash, link_id, expires_at) values ($1, $2, $3)";
    db::execute(&**tx, sql, [token.hash().into(), request.into(), ends.into()]).await.map(drop)
}

/// A link that works.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OpenLink {
    pub id: Uuid,
    pub purpose: String,
    pub user_id: UserId,
    pub email: Option<String>,
    pub user_name: Option<String>,
    pub name: String,
    pub language: String,
    /// Of a link that shows a new address to be the person's.
    pub new_email: Option<String>,
    pub session_id: Option<Uuid>,
}

pub async fn find<C: ConnectionTrait>(conn: &C, token: &LinkToken, now: DateTime<Utc>) -> Result<Option<OpenLink>, DbErr> {
    let sql = "select l.id, l.purpose, u.id as user_id, u.email, u.user_name, u.name, u.language, l.email as new_email, l.session_id \
               from identity_link_tokens t \
               join identity_links l on l.id = t.link_id join identity_users u on u.id = l.user_id \
               where t.hash = $1 and t.expires_at > $2 and l.used_at is null and not u.disabled";
    db::one(conn, sql, [token.hash().into(), now.into()]).await
}

/// Marks the request as fulfilled; false when somebody was faster.
pub async fn use_up(tx: &Tx, request: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_links set used_at = $1 where id = $2 and used_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), request.into()]).await?.rows_affected() == 1)
}
