//! `GET /public/appointments/{token}`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::site;
use contracts::scheduling::{AppointmentState, Translated};
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::site::PublicSite;
use super::visited;
use crate::appointments::record::Model;
use crate::time::at;
use crate::{MODULE, Scheduling};

/// An appointment as its customer sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Visit {
    pub number: String,
    pub site: PublicSite,
    pub state: AppointmentState,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub services: Vec<Translated>,
    pub plate: Option<String>,
    /// The customer's words.
    pub concern: String,
    /// Its time is over.
    pub is_past: bool,
    /// Giving it up now would be late.
    pub is_late: bool,
    /// As who booked online chose.
    pub language: Option<String>,
    /// `reschedule`, `cancel`, `add_words`
    pub actions: Vec<&'static str>,
}

/// The appointment of a link. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/appointments/{token}", tag = MODULE, operation_id = "visit_appointment", security(()),
    params(("token" = String, Path, max_length = 64)), responses((status = 200, body = Visit), (status = 429, description = "Too many")))]
pub async fn visit_appointment(State(scheduling): State<Arc<Scheduling>>, Path(token): Path<String>) -> Result<Json<Visit>, Problem> {
    let appointment = visited(&scheduling, &token).await?;
    show(&scheduling, appointment).await.map(Json)
}

pub async fn show(scheduling: &Scheduling, appointment: Model) -> Result<Visit, Problem> {
    let card = site(scheduling.sites.as_ref(), appointment.site_id).await?;
    let late_hours = crate::settings::of(scheduling.context.db.reader(), card.id).await?.late_hours;
    let now = scheduling.now();
    let possible = appointment.possible(now);
    let offered = [("reschedule", "reschedule"), ("cancel", "cancel"), ("add_words", "update")];
    let actions = offered.into_iter().filter(|(_, needs)| possible.contains(needs)).map(|(name, _)| name);
    Ok(Visit {
        number: appointment.number.clone(),
        site: (&card).into(),
        state: appointment.state,
        start: appointment.start(),
        end: at(appointment.ends),
        services: appointment.services().into_iter().map(|service| service.names).collect(),
        plate: appointment.plate.clone(),
        concern: appointment.concern.clone(),
        is_past: appointment.ends <= now.timestamp(),
        is_late: appointment.starts - now.timestamp() < i64::from(late_hours) * 3600,
        actions: actions.collect(),
        language: appointment.language,
    })
}
