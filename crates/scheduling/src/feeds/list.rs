//! `GET /calendar-feeds`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};

use super::store::{self, Feed};
use crate::{MODULE, Scheduling};

/// The caller's own calendar feeds, oldest first. Permission: any person's own session.
#[utoipa::path(get, path = "/calendar-feeds", tag = MODULE, operation_id = "list_calendar_feeds", security(("bearer" = [])),
    params(PageQuery), responses((status = 200, body = Page<Feed>)))]
pub async fn list_calendar_feeds(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Feed>>, Problem> {
    actor.session()?;
    let limit = page.limit()?;
    let rows = store::of(scheduling.context.db.reader(), UserId(actor.id), page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id)))
}
