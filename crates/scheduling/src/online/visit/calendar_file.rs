//! `GET /public/appointments/{token}/calendar.ics`

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use contracts::identity::site;
use kernel::Problem;
use kernel::http::Path;

use super::super::calendar;
use super::visited;
use crate::{MODULE, Scheduling};

/// The appointment for a calendar. Permission: none, the link proves it.
#[utoipa::path(get, path = "/public/appointments/{token}/calendar.ics", tag = MODULE, operation_id = "get_calendar_file", security(()),
    params(("token" = String, Path, max_length = 64)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 429, description = "Too many")))]
pub async fn get_calendar_file(State(scheduling): State<Arc<Scheduling>>, Path(token): Path<String>) -> Result<impl IntoResponse, Problem> {
    let appointment = visited(&scheduling, &token).await?;
    let card = site(scheduling.sites.as_ref(), appointment.site_id).await?;
    let disposition = format!("attachment; filename=\"{}.ics\"", appointment.number);
    let headers = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, calendar::file(&appointment, &card, scheduling.now())))
}
