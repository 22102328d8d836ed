//! `POST /appointments/{id}/reschedule`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::scheduling::{APPOINTMENT_WRITE, AppointmentId, ResourceId, SCHEDULE_OVERBOOK};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::{Detail, Fact};
use super::book::manner;
use super::command::{Answer, Beginning, Done, begin};
use super::fields::{minutes, start, wish};
use super::place::{self, Owner, chosen, room_to_wait};
use super::store;
use super::view::AppointmentView;
use crate::shop::{Wish, load_around};
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RescheduleAppointment {
    /// Seconds are dropped.
    #[garde(skip)]
    pub start: DateTime<Utc>,
    /// Of work; as before when left out.
    #[garde(range(min = 5, max = 1440))]
    #[schema(minimum = 5, maximum = 1440)]
    pub minutes: Option<i32>,
    /// It must be these; of which kinds none is named, those of before are taken when they are free, others when not.
    #[serde(default)]
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub resource_ids: Vec<ResourceId>,
    /// Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`.
    #[serde(default)]
    #[garde(skip)]
    pub overbook: bool,
}

/// Gives an appointment another time; the record and its history stay. Also one whose time is over. Permission: `appointment.write`. What
/// stands in the way is a 409 `clash`, as at booking.
#[utoipa::path(post, path = "/appointments/{appointment_id}/reschedule", tag = MODULE, operation_id = "reschedule_appointment",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = RescheduleAppointment, responses((status = 200, body = AppointmentView)))]
pub async fn reschedule_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<RescheduleAppointment>,
) -> Result<Answer, Problem> {
    run(&scheduling, asked, id, body).await
}

/// Whoever asks, with the rights that they have.
pub async fn run(scheduling: &Scheduling, asked: Asked, id: AppointmentId, body: RescheduleAppointment) -> Result<Answer, Problem> {
    let db = scheduling.context.db.reader();
    let known = store::find(db, id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, known.site_id)?;
    if body.overbook {
        asked.actor.permit(SCHEDULE_OVERBOOK, known.site_id)?;
    }
    // Of the site nothing changes within the transaction, and ports are not called with one open.
    let site = contracts::identity::site(scheduling.sites.as_ref(), known.site_id).await?;
    let starts = start(body.start, scheduling.now())?;
    let shop = load_around(db, site, starts, Some(id)).await?;
    let begun = match begin(scheduling, asked, "reschedule_appointment", (id, APPOINTMENT_WRITE), &body).await? {
        Beginning::Known(answer) => return Ok(*answer),
        Beginning::New(begun) => begun,
    };
    let mut appointment = begun.before.appointment.clone();
    appointment.may_be_rescheduled()?;
    let services = appointment.services();
    let minutes = minutes(body.minutes.or(Some(appointment.minutes)), &services)?;
    let wish = Wish {
        named: body.resource_ids,
        preferred: begun.before.allocations.iter().map(|slice| slice.resource_id).collect(),
        is_waiter: appointment.is_waiter,
        overbook: body.overbook,
        ..wish(&services, minutes)
    };
    let choice = chosen(&shop, &wish, starts)?;
    store::free(&begun.tx, id).await?;
    let owner = Owner { site: appointment.site_id, appointment: Some(id), work_order: None };
    place::take(&begun.tx, owner, &choice.slices, manner(&wish, &choice)).await?;
    if wish.is_waiter && !wish.overbook {
        room_to_wait(&begun.tx, &shop, starts, Some(id)).await?;
    }
    // Who only gets another bay was promised no other time, and is told of none.
    let is_other_time = appointment.starts != starts;
    let old_start = is_other_time.then(|| appointment.start());
    (appointment.starts, appointment.ends, appointment.minutes) = (starts, choice.time.until, minutes);
    appointment.technician_id = shop.resource(choice.technician).and_then(|technician| technician.user);
    let fact = if is_other_time { Fact::Rescheduled } else { Fact::Moved };
    let start = is_other_time.then(|| appointment.start());
    let detail = Detail { old_start, start, overbooked: wish.overbook, ..Detail::default() };
    begun.finish(scheduling, appointment, Done { fact, detail, old_start }).await
}
