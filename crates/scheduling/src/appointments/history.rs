//! `GET /appointments/{id}/history`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::scheduling::{AppointmentId, SCHEDULE_READ};
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::appointment::Detail;
use super::store;
use crate::{MODULE, Scheduling};

/// Something that happened to an appointment.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AppointmentEntry)]
pub struct Entry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub by_name: String,
    /// `requested`, `booked`, `confirmed`, `rescheduled`, `updated`, `moved`, `arrived`, `converted`, `cancelled`, `no_show`,
    /// `deposit_received`
    pub event: String,
    pub detail: Option<Detail>,
}

/// What happened to an appointment, newest first. Permission: `schedule.read`.
#[utoipa::path(get, path = "/appointments/{appointment_id}/history", tag = MODULE, operation_id = "list_appointment_history",
    security(("bearer" = [])), params(("appointment_id" = AppointmentId, Path), PageQuery),
    responses((status = 200, body = Page<Entry>)))]
pub async fn list_appointment_history(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<AppointmentId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Entry>>, Problem> {
    let db = scheduling.context.db.reader();
    actor.permit(SCHEDULE_READ, store::find(db, id).await?.site_id)?;
    let limit = page.limit()?;
    let rows = store::history_of(db, id, page.cursor()?, limit + 1).await?;
    let entry = |row: super::record::history::Model| Entry {
        id: row.id,
        at: row.at,
        by_name: row.by_name,
        event: row.event,
        detail: row.detail.and_then(|detail| serde_json::from_str(&detail).ok()),
    };
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(entry)))
}
