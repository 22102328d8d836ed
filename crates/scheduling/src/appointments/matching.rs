//! `POST /appointments/{id}/match`: whose a request is, and that its time is promised, in one step.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::scheduling::{APPOINTMENT_WRITE, AppointmentId, AppointmentState};
use contracts::vehicles::VehicleId;
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::Fact;
use super::command::{Answer, Done, run};
use super::deposit;
use super::fields::label;
use super::record::Model;
use super::view::AppointmentView;
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchAppointment {
    /// Whose it is: somebody at the desk says so, nothing is concluded from what was typed.
    #[garde(skip)]
    pub customer_id: CustomerId,
    #[garde(skip)]
    pub vehicle_id: VehicleId,
}

/// Says whose a request is, and promises its time: both or neither. Asked again of the same customer and vehicle it changes nothing.
/// Permission: `appointment.write`.
#[utoipa::path(post, path = "/appointments/{appointment_id}/match", tag = MODULE, operation_id = "match_appointment",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = MatchAppointment, responses((status = 200, body = AppointmentView)))]
pub async fn match_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<MatchAppointment>,
) -> Result<Answer, Problem> {
    let db = scheduling.context.db.reader();
    let known = super::store::find(db, id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, known.site_id)?;
    let now = scheduling.now();
    let (customer, vehicle) = scheduling.named(Some(body.customer_id), Some(body.vehicle_id)).await?;
    let settings = crate::settings::of(db, known.site_id).await?;
    let missed = deposit::no_shows(db, &settings, Some(body.customer_id)).await?;
    let decide = |appointment: &mut Model, _| {
        appointment.may_be_edited(now)?;
        label(appointment, customer, vehicle);
        // Who did not come before is known only now. What somebody waived, or asked for, stays.
        if appointment.state == AppointmentState::Requested && appointment.deposit_asked.is_none() {
            appointment.deposit_asked = deposit::asked_by_rule(&settings, appointment.source, appointment.minutes, missed);
        }
        if appointment.state != AppointmentState::Requested {
            return Ok(Done::plain(Fact::Updated));
        }
        Ok(Done::plain(appointment.confirm(now)?))
    };
    run(&scheduling, asked, "match_appointment", (id, APPOINTMENT_WRITE), &body, decide).await
}
