//! The only place with queries on second factors.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{Context, Problem, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::{Error, Vault};

/// A person's authenticator app.
#[derive(Clone, Debug, FromQueryResult)]
pub struct App {
    /// Sealed.
    pub secret: String,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub last_step: i64,
}

/// Where the secret of a person's app is sealed.
fn row(user: UserId) -> String {
    format!("totp/{user}")
}

/// The app's secret as it is kept.
pub fn seal(vault: &Vault, user: UserId, secret: &str) -> Result<String, Error> {
    Ok(vault.seal(&row(user), secret.as_bytes())?)
}

pub fn open(vault: &Vault, user: UserId, app: &App) -> Result<String, Error> {
    let secret = vault.open(&row(user), &app.secret)?;
    String::from_utf8(secret).map_err(|error| Problem::internal(&error).into())
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), Error> {
    #[derive(FromQueryResult)]
    struct Secret {
        user_id: UserId,
        secret: String,
    }
    let tx = context.db.begin().await?;
    let all: Vec<Secret> = db::all(&*tx, "select user_id, secret from identity_totp", []).await?;
    for kept in all {
        if let Some(anew) = vault.sealed_anew(&row(kept.user_id), &kept.secret)? {
            let sql = "update identity_totp set secret = $1 where user_id = $2 and secret = $3";
            db::execute(&*tx, sql, [anew.into(), kept.user_id.0.into(), kept.secret.into()]).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

pub async fn find<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<Option<App>, DbErr> {
    let sql = "select secret, confirmed_at, last_step from identity_totp where user_id = $1";
    db::one(conn, sql, [user.0.into()]).await
}

/// Begins with a new secret in place of one that was never confirmed; false when one was.
pub async fn begin(tx: &Tx, user: UserId, secret: &str, now: DateTime<Utc>) -> Result<bool, DbErr> {
    db::execute(&**tx, "delete from identity_totp where user_id = $1 and confirmed_at is null", [user.0.into()]).await?;
    let sql = "insert into identity_totp (user_id, secret, last_step, created_at) values ($1, $2, 0, $3) on conflict do nothing";
    Ok(db::execute(&**tx, sql, [user.0.into(), secret.into(), now.into()]).await?.rows_affected() == 1)
}

/// The first code was right; false when the app was confirmed already or its secret changed meanwhile.
pub async fn confirm(tx: &Tx, user: UserId, secret: &str, step: i64, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_totp set confirmed_at = $1, last_step = $2 where user_id = $3 and secret = $4 and confirmed_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), step.into(), user.0.into(), secret.into()]).await?.rows_affected() == 1)
}

/// Uses the code of a step up; false when a parallel request did, or the app was replaced meanwhile.
pub async fn use_step(tx: &Tx, user: UserId, app: &App, step: i64) -> Result<bool, DbErr> {
    let sql = "update identity_totp set last_step = $1 where user_id = $2 and secret = $3 and last_step < $1 and confirmed_at is not null";
    Ok(db::execute(&**tx, sql, [step.into(), user.0.into(), app.secret.as_str().into()]).await?.rows_affected() == 1)
}

pub async fn remove(tx: &Tx, user: UserId) -> Result<bool, DbErr> {
    db::execute(&**tx, "delete from identity_recovery_codes where user_id = $1", [user.0.into()]).await?;
    let removed = db::execute(&**tx, "delete from identity_totp where user_id = $1", [user.0.into()]).await?;
    Ok(removed.rows_affected() == 1)
}

/// Keeps the hashes of these codes in place of all earlier ones.
pub async fn replace_codes(tx: &Tx, user: UserId, hashes: &[String]) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from identity_recovery_codes where user_id = $1", [user.0.into()]).await?;
    for hash in hashes {
        let sql = "insert into identity_recovery_codes (user_id, hash) values ($1, $2)";
        db::execute(&**tx, sql, [user.0.into(), hash.as_str().into()]).await?;
    }
    Ok(())
}

/// Uses a recovery code up; false when there is no such one, or it was used.
pub async fn use_code(tx: &Tx, user: UserId, hash: &str, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update identity_recovery_codes set used_at = $1 where user_id = $2 and hash = $3 and used_at is null";
    Ok(db::execute(&**tx, sql, [now.into(), user.0.into(), hash.into()]).await?.rows_affected() == 1)
}

/// How many recovery codes are left.
pub async fn codes_left<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let sql = "select count(*) as count from identity_recovery_codes where user_id = $1 and used_at is null";
    Ok(db::one::<Count, _>(conn, sql, [user.0.into()]).await?.map_or(0, |row| row.count))
}
