//! `POST /appointments/{id}/cancel`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{APPOINTMENT_CANCEL, AppointmentId};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::text::{filled, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::Detail;
use super::command::{Answer, Done, run};
use super::record::{By, Model};
use super::view::AppointmentView;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelAppointment {
    /// Who gave it up. A customer who does within the settings' hours of the start is late.
    #[garde(skip)]
    pub by: By,
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

/// Gives an appointment up, and its time back. Permission: `appointment.cancel`.
#[utoipa::path(post, path = "/appointments/{appointment_id}/cancel", tag = MODULE, operation_id = "cancel_appointment",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = CancelAppointment, responses((status = 200, body = AppointmentView)))]
pub async fn cancel_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<CancelAppointment>,
) -> Result<Answer, Problem> {
    cancel(&scheduling, asked, id, body).await
}

/// Whoever asks, with the rights that they have.
pub async fn cancel(scheduling: &Scheduling, asked: Asked, id: AppointmentId, body: CancelAppointment) -> Result<Answer, Problem> {
    let (now, by, reason) = (scheduling.now(), body.by, filled(body.reason.clone()));
    let decide = |appointment: &mut Model, late_hours| {
        let fact = appointment.cancel(by, reason.clone(), late_hours, now)?;
        Ok(Done { detail: Detail { by: Some(by), reason, ..Detail::default() }, ..Done::plain(fact) })
    };
    run(scheduling, asked, "cancel_appointment", (id, APPOINTMENT_CANCEL), &body, decide).await
}
