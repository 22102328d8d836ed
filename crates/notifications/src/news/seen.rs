//! `GET /news/unseen` and `POST /news/seen`

use axum::extract::State;
use axum::http::StatusCode;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Context, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::list::reader;
use super::store;

/// More is as much as this.
const MOST: u64 = 100;

/// How much is new to the caller.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct UnseenNews {
    /// Of 100 at most.
    pub count: i64,
}

/// How much is new to the caller. Permission: none but being signed in.
#[utoipa::path(get, path = "/news/unseen", tag = "notifications", operation_id = "count_news",
    responses((status = 200, body = UnseenNews)), security(("bearer" = [])))]
pub async fn count_news(State(context): State<Context>, Caller(actor): Caller) -> Result<Json<UnseenNews>, Problem> {
    let count = store::unseen(context.db.reader(), &reader(&actor), MOST).await?;
    Ok(Json(UnseenNews { count }))
}

/// The newest that the caller saw.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeeNews {
    #[garde(skip)]
    pub until: Uuid,
}

/// The caller saw their news as far as this one; seen again, nothing changes. Permission: none but being signed in.
#[utoipa::path(post, path = "/news/seen", tag = "notifications", operation_id = "see_news", request_body = SeeNews,
    responses((status = 204)), security(("bearer" = [])))]
pub async fn see_news(State(context): State<Context>, Caller(actor): Caller, Json(body): Json<SeeNews>) -> Result<StatusCode, Problem> {
    let (reader, tx) = (reader(&actor), context.db.begin().await?);
    store::see(&tx, reader.user, body.until).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
