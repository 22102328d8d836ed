//! `PATCH /appointments/{id}`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::scheduling::{APPOINTMENT_WRITE, AppointmentId, ServiceId};
use contracts::vehicles::VehicleId;
use garde::Validate;
use kernel::http::{Json, Path, present};
use kernel::text::{filled, prose};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::Fact;
use super::command::{Answer, Done, run};
use super::fields::{Contact, label, promise, write_services};
use super::record::Model;
use super::store;
use super::view::AppointmentView;
use crate::error::Error;
use crate::services::deposits;
use crate::shop::{Clash, Conflict, load_around, refuse};
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

/// What to change; null clears, what is left out stays. The time changes by rescheduling.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct AppointmentPatch {
    /// Whose a request is.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    #[garde(dive)]
    pub contact: Option<Contact>,
    /// All of them. The time that is taken stays: reschedule when it is too short.
    #[garde(inner(length(min = 1, max = 10)))]
    #[schema(min_items = 1, max_items = 10)]
    pub service_ids: Option<Vec<ServiceId>>,
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 5000, format = "prose")]
    #[garde(custom(prose(5000)))]
    pub notes: Option<Option<String>>,
    #[garde(skip)]
    pub is_waiter: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    #[garde(skip)]
    pub promised_at: Option<Option<DateTime<Utc>>>,
    /// Minor units of the site's currency; null: none is asked for.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    #[garde(inner(inner(custom(deposits()))))]
    pub deposit_asked: Option<Option<Amount>>,
}

/// Changes what an appointment is about. Permission: `appointment.write`.
#[utoipa::path(patch, path = "/appointments/{appointment_id}", tag = MODULE, operation_id = "update_appointment",
    security(("bearer" = [])), params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header)),
    request_body = AppointmentPatch, responses((status = 200, body = AppointmentView)))]
pub async fn update_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(patch): Json<AppointmentPatch>,
) -> Result<Answer, Problem> {
    let known = store::find(scheduling.context.db.reader(), id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, known.site_id)?;
    let now = scheduling.now();
    if patch.is_waiter == Some(true) && !known.is_waiter {
        may_wait(&scheduling, &known).await?;
    }
    let (customer, vehicle) = scheduling.named(patch.customer_id, patch.vehicle_id).await?;
    let services = match &patch.service_ids {
        Some(ids) => Some(scheduling.booked(known.site_id, ids).await?),
        None => None,
    };
    let promised_at = patch.promised_at.map(|at| promise(at, now)).transpose()?;
    let body = patch.clone();
    let decide = |appointment: &mut Model, _| {
        appointment.may_be_edited(now)?;
        body.contact.unwrap_or_default().write(appointment);
        label(appointment, customer, vehicle);
        if let Some(services) = services {
            write_services(appointment, &services);
        }
        if let Some(concern) = body.concern {
            appointment.concern = filled(Some(concern)).unwrap_or_default();
        }
        if let Some(notes) = body.notes {
            appointment.notes = filled(notes);
        }
        if let Some(amount) = body.deposit_asked.filter(|amount| *amount != appointment.deposit_asked) {
            if appointment.deposit_received.is_some() {
                return Err(Error::DepositReceived.into());
            }
            appointment.deposit_asked = amount;
        }
        appointment.is_waiter = body.is_waiter.unwrap_or(appointment.is_waiter);
        appointment.promised_at = promised_at.unwrap_or(appointment.promised_at);
        Ok(Done::plain(Fact::Updated))
    };
    run(&scheduling, asked, "update_appointment", (id, APPOINTMENT_WRITE), &patch, decide).await
}

/// Who was to leave the car waits after all: when there is room for one more.
async fn may_wait(scheduling: &Scheduling, known: &Model) -> Result<(), Problem> {
    let site = contracts::identity::site(scheduling.sites.as_ref(), known.site_id).await?;
    let shop = load_around(scheduling.context.db.reader(), site, known.starts, Some(known.id)).await?;
    let Some(count) = shop.waiters_at(known.starts) else { return Ok(()) };
    let time = shop.slot_of(known.starts);
    Err(refuse(&[Clash { conflict: Conflict::Waiters, resource: None, time, appointment: None, label: count.to_string() }]))
}
