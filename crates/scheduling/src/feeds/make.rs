//! `POST /calendar-feeds`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use contracts::scheduling::SCHEDULE_READ;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Problem, SiteId, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::{self, Feed};
use crate::online::{hash, token};
use crate::{MODULE, Scheduling};

/// A person has no more.
const MOST: u64 = 20;

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCalendarFeed {
    #[garde(skip)]
    pub site_id: SiteId,
    /// All of the site; else the caller's own work.
    #[serde(default)]
    #[garde(skip)]
    pub whole_site: bool,
}

/// The feed with what opens it, which is shown this once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MadeCalendarFeed {
    pub feed: Feed,
    /// Its path on this server.
    pub path: String,
}

/// Makes an address for a calendar program. Permission: `schedule.read` at the site, in a session of one's own.
#[utoipa::path(post, path = "/calendar-feeds", tag = MODULE, operation_id = "make_calendar_feed", security(("bearer" = [])),
    request_body = NewCalendarFeed, responses((status = 201, body = MadeCalendarFeed)))]
pub async fn make_calendar_feed(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Json(body): Json<NewCalendarFeed>,
) -> Result<(StatusCode, Json<MadeCalendarFeed>), Problem> {
    actor.permit(SCHEDULE_READ, body.site_id)?;
    actor.session()?;
    let user_id = UserId(actor.id);
    let known = store::of(scheduling.context.db.reader(), user_id, None, MOST).await?.len();
    if u64::try_from(known).unwrap_or(MOST) >= MOST {
        return Err(Problem::conflict("too-many-feeds", "Revoke a feed before you make another"));
    }
    let (token, clock) = (token()?, scheduling.context.clock.as_ref());
    let feed = Feed { id: Uuid::now_v7(), user_id, site_id: body.site_id, whole_site: body.whole_site, created_at: clock.now() };
    let tx = scheduling.context.db.begin().await?;
    store::insert(&tx, &feed, &hash(&token)).await?;
    let change = audit::Change { action: "calendar_feed.made", entity: "calendar_feed", id: feed.id, label: "", site: Some(feed.site_id) };
    audit::record(&tx, MODULE, change, (None, Some(&feed)), &actor, clock).await?;
    tx.commit().await?;
    let path = format!("/api/v1/calendar/{token}.ics");
    Ok((StatusCode::CREATED, Json(MadeCalendarFeed { feed, path })))
}
