//! The only place with queries on passkeys.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::problem::is_unique_violation;
use kernel::{Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::ceremony;
use crate::Error;

/// A passkey as kept.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: Uuid,
    pub user_id: UserId,
    pub credential_id: String,
    /// JSON: the public key, its counter.
    pub credential: String,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, user_id, credential_id, credential, name, created_at, last_used_at";

/// A person's passkeys, the newest first.
pub async fn of<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<Vec<Row>, DbErr> {
    db::all(conn, format!("select {COLUMNS} from identity_passkeys where user_id = $1 order by id desc"), [user.0.into()]).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, user: UserId, credential_id: &str) -> Result<Option<Row>, DbErr> {
    let sql = format!("select {COLUMNS} from identity_passkeys where credential_id = $1 and user_id = $2");
    db::one(conn, sql, [credential_id.into(), user.0.into()]).await
}

pub async fn insert(tx: &Tx, row: &Row) -> Result<(), Error> {
    let sql = "insert into identity_passkeys (id, user_id, credential_id, credential, name, created_at) values ($1, $2, $3, $4, $5, $6)";
    let values = [
        row.id.into(),
        row.user_id.0.into(),
        row.credential_id.clone().into(),
        row.credential.clone().into(),
        row.name.clone().into(),
        row.created_at.into(),
    ];
    match db::execute(&**tx, sql, values).await {
        Err(error) if is_unique_violation(&error) => Err(Error::PasskeyRefused),
        other => other.map(drop).map_err(Error::from),
    }
}

/// Notes a use; false when the passkey was used or removed at this very moment, so that a copy's counter cannot slip in beside it.
pub async fn used(tx: &Tx, row: &Row, credential: &str, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_passkeys set credential = $1, last_used_at = $2 where id = $3 and credential = $4";
    let values = [credential.into(), now.into(), row.id.into(), row.credential.as_str().into()];
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

/// The passkey with its new name; none when it is not this person's.
pub async fn rename(tx: &Tx, user: UserId, id: Uuid, name: &str) -> Result<Option<Row>, DbErr> {
    let sql = format!("update identity_passkeys set name = $1 where id = $2 and user_id = $3 returning {COLUMNS}");
    db::one(&**tx, sql, [name.into(), id.into(), user.0.into()]).await
}

pub async fn remove(tx: &Tx, user: UserId, id: Uuid) -> Result<bool, DbErr> {
    let sql = "delete from identity_passkeys where id = $1 and user_id = $2";
    Ok(db::execute(&**tx, sql, [id.into(), user.0.into()]).await?.rows_affected() == 1)
}

/// Keeps a challenge, and forgets those that nobody answered.
pub async fn begin(tx: &Tx, user: Option<UserId>, state: &str, now: DateTime<Utc>) -> Result<Uuid, DbErr> {
    db::execute(&**tx, "delete from identity_ceremonies where expires_at < $1", [now.into()]).await?;
    let id = Uuid::now_v7();
    let sql = "insert into identity_ceremonies (id, user_id, state, expires_at) values ($1, $2, $3, $4)";
    let values = [id.into(), user.map(|user| user.0).into(), state.into(), (now + ceremony::LIFE).into()];
    db::execute(&**tx, sql, values).await?;
    Ok(id)
}

/// Takes a challenge out that this person began, or nobody in particular.
pub async fn take(tx: &Tx, id: Uuid, user: Option<UserId>, now: DateTime<Utc>) -> Result<Option<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Kept {
        user_id: Option<UserId>,
        state: String,
        expires_at: DateTime<Utc>,
    }
    let sql = "delete from identity_ceremonies where id = $1 returning user_id, state, expires_at";
    let kept: Option<Kept> = db::one(&**tx, sql, [id.into()]).await?;
    Ok(kept.filter(|kept| kept.user_id == user && kept.expires_at > now).map(|kept| kept.state))
}
