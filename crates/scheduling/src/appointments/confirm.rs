//! `POST /appointments/{id}/confirm`

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

/// Promises the time that was asked for. Permission: `appointment.write`.
#[utoipa::path(post, path = "/appointments/{appointment_id}/confirm", tag = MODULE, operation_id = "confirm_appointment",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Nothing, responses((status = 200, body = AppointmentView)))]
pub async fn confirm_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<Nothing>,
) -> Result<Answer, Problem> {
    let now = scheduling.now();
    let decide = |appointment: &mut super::record::Model, _| Ok(Done::plain(appointment.confirm(now)?));
    run(&scheduling, asked, "confirm_appointment", (id, APPOINTMENT_WRITE), &body, decide).await
}
