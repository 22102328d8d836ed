//! Repeatable writes: the key's row is claimed first in the transaction of the write, and keeps the answer.
//! A second request with the key waits for the first, then gets its answer again; another body under the same key is refused.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sea_orm::{DbErr, FromQueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::{Actor, Clock, Db, Problem, Tx, db};

/// What a key stands for: who sent which body to which operation.
pub struct Claim {
    key: String,
    fingerprint: String,
}

#[derive(FromQueryResult)]
struct Stored {
    fingerprint: String,
    answer: Option<String>,
}

impl Claim {
    /// `operation` is the operation's name with the ids it acts on. Without a key the write is simply not repeatable.
    pub fn new(actor: &Actor, operation: &str, key: Option<&str>, body: &impl Serialize) -> Result<Option<Self>, Problem> {
        let Some(key) = key else { return Ok(None) };
        let body = serde_json::to_vec(body).map_err(|error| Problem::internal(&error))?;
        let mut hash = Sha256::new();
        hash.update(operation.as_bytes());
        hash.update([0]);
        hash.update(&body);
        Ok(Some(Self { key: format!("{}:{key}", actor.id), fingerprint: hex(&hash.finalize()) }))
    }

    /// The stored answer when this was done before. Call it before the transaction.
    pub async fn replay<T: DeserializeOwned>(claim: Option<&Self>, db: &Db, module: &str) -> Result<Option<T>, Problem> {
        let Some(claim) = claim else { return Ok(None) };
        let sql = format!("select fingerprint, answer from {module}_idempotency where key = $1");
        let Some(stored) = db::one::<Stored, _>(db.reader(), sql, [claim.key.clone().into()]).await? else { return Ok(None) };
        if stored.fingerprint != claim.fingerprint {
            let code = "idempotency-key-reused";
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, "This Idempotency-Key was used with another request"));
        }
        let answer = stored.answer.unwrap_or_default();
        serde_json::from_str(&answer).map(Some).map_err(|error| Problem::internal(&error))
    }

    /// Claims the key; call it first in the transaction. A lost race is a transient problem: the request is run again
    /// and then finds the stored answer.
    pub async fn take(claim: Option<&Self>, tx: &Tx, module: &str, clock: &dyn Clock) -> Result<(), Problem> {
        let Some(claim) = claim else { return Ok(()) };
        let sql = format!("insert into {module}_idempotency (key, fingerprint, created_at) values ($1, $2, $3) on conflict do nothing");
        let values = [claim.key.clone().into(), claim.fingerprint.clone().into(), clock.now().into()];
        if db::execute(&**tx, sql, values).await?.rows_affected() == 1 {
            return Ok(());
        }
        let mut problem = Problem::conflict("in-flight", "The same request is being worked on");
        problem.transient = true;
        Err(problem)
    }

    /// Keeps the answer; call it last before the commit.
    pub async fn keep(claim: Option<&Self>, tx: &Tx, module: &str, answer: &impl Serialize) -> Result<(), Problem> {
        let Some(claim) = claim else { return Ok(()) };
        let answer = serde_json::to_string(answer).map_err(|error| Problem::internal(&error))?;
        let sql = format!("update {module}_idempotency set answer = $1 where key = $2");
        db::execute(&**tx, sql, [answer.into(), claim.key.clone().into()]).await.map(|_| ()).map_err(DbErr::into)
    }
}

/// An answer that says whether it was given before.
pub struct Repeatable<T> {
    pub status: StatusCode,
    pub replayed: bool,
    pub body: T,
}

impl<T: IntoResponse> IntoResponse for Repeatable<T> {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        if self.replayed {
            response.headers_mut().insert("idempotent-replayed", axum::http::HeaderValue::from_static("true"));
        }
        response
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
