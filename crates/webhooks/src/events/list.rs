//! `GET /events`

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::webhooks::EVENT_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{PageQuery, cursor_of};
use kernel::{Context, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Wanted};
use super::{EventType, FeedEvent};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// Of this site alone, without what the group shares.
    site: Option<SiteId>,
    /// Of this kind alone.
    #[serde(rename = "type")]
    kind: Option<EventType>,
    /// Where there is no `after`: from the first event of this time on.
    since: Option<DateTime<Utc>>,
}

/// A part of the feed, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventFeed {
    pub items: Vec<FeedEvent>,
    /// Pass it as `after` to read on, now or whenever there may be more: it is never null and never grows old.
    pub next: String,
    /// There is more already.
    pub has_more: bool,
}

/// What happened, in order, from the beginning or from any point on. An event stands at its place for ever, so a cursor of last year reads what
/// followed; whoever reads up to `next` has missed nothing before it. Customers, vehicles and the catalogue are the group's and have no site.
///
/// Permission: `event.read`.
#[utoipa::path(get, path = "/events", tag = "webhooks", operation_id = "list_events", params(EventQuery, PageQuery),
    responses((status = 200, body = EventFeed)), security(("bearer" = [])))]
pub async fn list_events(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<EventQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<EventFeed>, Problem> {
    let sites = actor.visible_sites(query.site, EVENT_READ)?;
    let (limit, reader) = (page.limit()?, context.db.reader());
    let wanted = Wanted { sites, shared: query.site.is_none(), kinds: query.kind.map(|kind| vec![kind]) };
    let after = match (page.cursor::<i64>()?, query.since) {
        (Some(after), _) => after,
        (None, Some(since)) => store::place_before(reader, since).await?,
        (None, None) => 0,
    };
    // Read before: what is placed meanwhile is the next part's.
    let head = store::head(reader).await?.max(after);
    let mut found = store::between(reader, &wanted, after, head, limit + 1).await?;
    let has_more = u64::try_from(found.len()).is_ok_and(|found| found > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let last = found.last().filter(|_| has_more).map_or(head, |event| event.seq);
    let read = |body: &str| serde_json::from_str(body).map_err(|error| Problem::internal(&error));
    let items = found.iter().map(|event| read(&event.body)).collect::<Result<_, _>>()?;
    Ok(Json(EventFeed { items, next: cursor_of(&last).unwrap_or_default(), has_more }))
}
