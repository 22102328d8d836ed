//! `GET /calendar/{file}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use chrono::TimeDelta;
use contracts::identity::site;
use contracts::scheduling::AppointmentState;
use kernel::Problem;
use kernel::http::Path;

use super::store::{self, Feed};
use crate::appointments::store::{Filter, list};
use crate::online::{calendar, hash};
use crate::{MODULE, Scheduling};

const BEFORE: TimeDelta = TimeDelta::days(14);
const AFTER: TimeDelta = TimeDelta::days(60);
const MOST: u64 = 3000;
const STATES: [AppointmentState; 4] =
    [AppointmentState::Requested, AppointmentState::Confirmed, AppointmentState::Arrived, AppointmentState::Converted];

/// Appointments from two weeks ago to two months ahead, for a calendar program: `{token}.ics`. It has an ETag. Permission: none, the token
/// proves it; 404 once it is revoked, or when its maker no longer works at the site.
#[utoipa::path(get, path = "/calendar/{file}", tag = MODULE, operation_id = "read_calendar_feed", security(()),
    params(("file" = String, Path, max_length = 80)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 429, description = "Too many")))]
pub async fn read_calendar_feed(State(scheduling): State<Arc<Scheduling>>, Path(file): Path<String>) -> Result<impl IntoResponse, Problem> {
    let now = scheduling.now();
    scheduling.budgets.link(now).await?;
    let feed = opened(&scheduling, &file).await?.ok_or_else(Problem::not_found)?;
    scheduling.budgets.link_was_right().await;
    let card = site(scheduling.sites.as_ref(), feed.site_id).await?;
    let filter = Filter {
        sites: Some(vec![feed.site_id]),
        states: STATES.to_vec(),
        technician: (!feed.whole_site).then_some(feed.user_id),
        from: Some((now - BEFORE).timestamp()),
        until: Some((now + AFTER).timestamp()),
        limit: MOST,
        ..Filter::default()
    };
    let rows = list(scheduling.context.db.reader(), &filter).await?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar::feed(&rows, &card)))
}

async fn opened(scheduling: &Scheduling, file: &str) -> Result<Option<Feed>, Problem> {
    let Some(token) = file.strip_suffix(".ics").filter(|token| token.len() <= 64) else { return Ok(None) };
    let Some(feed) = store::by_hash(scheduling.context.db.reader(), &hash(token)).await? else { return Ok(None) };
    let maker = scheduling.staff.cards(&[feed.user_id]).await?;
    Ok(maker.iter().any(|card| card.id == feed.user_id && card.sites.contains(&feed.site_id)).then_some(feed))
}
