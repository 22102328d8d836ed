//! The only place with queries on sign-ins with the provider.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::problem::is_unique_violation;
use kernel::{Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::flow::{self, Flow};
use crate::Error;

/// Begins a flow, and forgets those that nobody finished.
pub async fn begin(tx: &Tx, flow: &Flow, user: Option<UserId>, now: DateTime<Utc>) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from identity_oidc_flows where expires_at < $1", [now.into()]).await?;
    let sql = "insert into identity_oidc_flows (state_hash, nonce, verifier, user_id, expires_at) values ($1, $2, $3, $4, $5)";
    let values = [
        flow::hash(&flow.state).into(),
        flow.nonce.clone().into(),
        flow.verifier.clone().into(),
        user.map(|user| user.0).into(),
        (now + flow::LIFE).into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// A flow that came back.
#[derive(FromQueryResult)]
pub struct Begun {
    pub nonce: String,
    pub verifier: String,
    pub user_id: Option<UserId>,
    pub expires_at: DateTime<Utc>,
}

/// Takes the flow out: it comes back once.
pub async fn take(tx: &Tx, state: &str) -> Result<Option<Begun>, DbErr> {
    let sql = "delete from identity_oidc_flows where state_hash = $1 returning nonce, verifier, user_id, expires_at";
    db::one(&**tx, sql, [flow::hash(state).into()]).await
}

#[derive(FromQueryResult)]
struct Person {
    user_id: UserId,
}

pub async fn person<C: ConnectionTrait>(conn: &C, issuer: &str, subject: &str) -> Result<Option<UserId>, DbErr> {
    let sql = "select user_id from identity_oidc_links where issuer = $1 and subject = $2";
    Ok(db::one::<Person, _>(conn, sql, [issuer.into(), subject.into()]).await?.map(|row| row.user_id))
}

/// Links the provider's person to ours in place of an earlier one; `sign-in-taken` when somebody else is linked to it.
pub async fn link(tx: &Tx, user: UserId, issuer: &str, subject: &str, now: DateTime<Utc>) -> Result<(), Error> {
    unlink(tx, user).await?;
    let sql = "insert into identity_oidc_links (issuer, subject, user_id, created_at) values ($1, $2, $3, $4)";
    match db::execute(&**tx, sql, [issuer.into(), subject.into(), user.0.into(), now.into()]).await {
        Err(error) if is_unique_violation(&error) => Err(Error::SignInTaken),
        other => other.map(drop).map_err(Error::from),
    }
}

pub async fn unlink(tx: &Tx, user: UserId) -> Result<bool, DbErr> {
    let done = db::execute(&**tx, "delete from identity_oidc_links where user_id = $1", [user.0.into()]).await?;
    Ok(done.rows_affected() > 0)
}

pub async fn linked_at<C: ConnectionTrait>(conn: &C, user: UserId) -> Result<Option<DateTime<Utc>>, DbErr> {
    #[derive(FromQueryResult)]
    struct Linked {
        created_at: DateTime<Utc>,
    }
    let sql = "select created_at from identity_oidc_links where user_id = $1";
    Ok(db::one::<Linked, _>(conn, sql, [user.0.into()]).await?.map(|row| row.created_at))
}
