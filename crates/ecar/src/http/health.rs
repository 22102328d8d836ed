//! `/healthz`: the process lives. `/readyz`: it can serve, the database answers.

use axum::extract::State;
use axum::http::StatusCode;
use kernel::Db;
use sea_orm::ConnectionTrait;

pub async fn healthz() -> &'static str {
    "ok"
}

pub async fn readyz(State(db): State<Option<Db>>) -> (StatusCode, &'static str) {
    // The gateway has none, and serves what answers.
    let Some(db) = db else { return (StatusCode::OK, "ready") };
    match db.reader().execute_unprepared("select 1").await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
