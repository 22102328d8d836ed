//! Connections that break while the server restarts, fails over or is replaced: what may be asked again, and for how long.

use std::time::Duration;

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::{DbErr, RuntimeErr};
use tokio::time::Instant;

/// A restart of PostgreSQL takes a second or two. Longer, and the caller is told to come back.
const PATIENCE: Duration = Duration::from_secs(4);
/// Each connection that broke while it lay in the pool shows only when it is used: there are some to go through.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether the connection broke, or the server (or a pooler before it) was going or coming: nothing of the statement is kept,
/// and nothing of its transaction.
pub fn is_lost(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))
    | DbErr::Conn(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    match cause.as_ref() {
        SqlxError::Io(_) => true,
        // 57P…: the server shuts down or starts. 08…: no connection, which is also what PgBouncer says when it has none.
        SqlxError::Database(error) => error.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08")),
        _ => false,
    }
}

/// Asks again while the connection is lost. Only for what changes nothing.
pub async fn until_kept<T, F: Future<Output = Result<T, DbErr>>>(mut ask: impl FnMut() -> F) -> Result<T, DbErr> {
    let until = Instant::now() + PATIENCE;
    loop {
        match ask().await {
            Err(error) if is_lost(&error) && Instant::now() < until => tokio::time::sleep(PAUSE).await,
            answer => return answer,
        }
    }
}

const IN_DOUBT: &str = "the connection broke during a commit";

/// A commit whose answer was lost may have been done: that is no lost race, to be run again.
pub fn in_doubt(error: DbErr) -> DbErr {
    if !is_lost(&error) {
        return error;
    }
    tracing::warn!(%error, "a commit is in doubt");
    DbErr::Custom(IN_DOUBT.into())
}

pub fn is_in_doubt(error: &DbErr) -> bool {
    matches!(error, DbErr::Custom(text) if text == IN_DOUBT)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::{Error, ErrorKind};

    use super::*;

    fn broken() -> DbErr {
        DbErr::Query(RuntimeErr::SqlxError(SqlxError::Io(Error::from(ErrorKind::ConnectionReset)).into()))
    }

    #[tokio::test]
    async fn what_is_lost_is_asked_again_for_a_while() {
        let asked = Cell::new(0);
        let answer = until_kept(async || {
            asked.set(asked.get() + 1);
            if asked.get() < 17 { Err(broken()) } else { Ok("here") }
        });
        assert_eq!(answer.await.unwrap(), "here");
    }

    #[tokio::test]
    async fn what_is_wrong_is_not_asked_again() {
        let asked = Cell::new(0);
        let answer = until_kept(async || {
            asked.set(asked.get() + 1);
            Err::<(), _>(DbErr::Custom("wrong".into()))
        });
        assert!(answer.await.is_err() && asked.get() == 1);
    }

    #[test]
    fn a_lost_commit_is_in_doubt_and_not_a_lost_race() {
        let error = in_doubt(broken());
        assert!(is_in_doubt(&error) && !is_lost(&error));
        assert!(!is_in_doubt(&in_doubt(DbErr::Custom("wrong".into()))));
    }
}
