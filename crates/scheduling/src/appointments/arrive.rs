//! `POST /appointments/{id}/arrive`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{APPOINTMENT_WRITE, AppointmentId};
use kernel::Problem;
use kernel::http::{Json, Path};

use super::command::{Answer, Done, run};
use super::fields::Nothing;
use super::view::AppointmentView;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

/// Notes that the car is here: nobody wrote it up yet. Permission: `appointment.write`.
#[utoipa::path(post, path = "/appointments/{appointment_id}/arrive", tag = MODULE, operation_id = "arrive_appointment",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = AppointmentView)))]
pub async fn arrive_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let now = scheduling.now();
    let decide = |appointment: &mut super::record::Model, _| Ok(Done::plain(appointment.arrive(now)?));
    run(&scheduling, asked, "arrive_appointment", (id, APPOINTMENT_WRITE), &body, decide).await
}
