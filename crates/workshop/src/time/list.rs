//! Clockings of a site, for those who look after them.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::TIME_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Filter};
use super::view::{ClockingView, shown};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
    user: Option<UserId>,
    /// Begun at or after.
    from: Option<DateTime<Utc>>,
    /// Begun before.
    until: Option<DateTime<Utc>>,
    /// Only what waits for somebody to say when it ended.
    #[serde(default)]
    forgotten: bool,
}

/// Clockings of the caller's sites, the latest first, corrected ones among them. Permission: `time.read`.
#[utoipa::path(get, path = "/clockings", tag = MODULE, operation_id = "list_clockings", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<ClockingView>)))]
pub async fn list_clockings(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ClockingView>>, Problem> {
    let (limit, now) = (page.limit()?, workshop.now().timestamp());
    let filter = Filter {
        sites: actor.visible_sites(query.site, TIME_READ)?,
        user: query.user,
        from: query.from.map(|time| time.timestamp()),
        until: query.until.map(|time| time.timestamp()),
        forgotten_at: query.forgotten.then_some(now),
        after: page.cursor()?,
        limit: limit + 1,
    };
    let rows = store::list(workshop.context.db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| (row.starts, row.id)).map(|row| shown(row, now))))
}
