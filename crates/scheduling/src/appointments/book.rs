//! Books an appointment: at the desk, on the telephone, or as somebody asked for it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use contracts::scheduling::{APPOINTMENT_WRITE, AppointmentId, AppointmentState, ResourceId, SCHEDULE_OVERBOOK, ServiceId};
use contracts::vehicles::VehicleId;
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{filled, prose};
use kernel::{Actor, Problem, SiteId, Tx, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::{Detail, Fact};
use super::command::Whole;
use super::deposit;
use super::fields::{Contact, label, minutes, promise, start, wish, write_services};
use super::place::{self, Manner, Owner, chosen, room_to_wait};
use super::record::{Model, Source};
use super::view::{self, AppointmentView};
use super::{events, store};
use crate::shop::{Choice, Shop, Wish, load_around};
use crate::tell::Asked;
use crate::{MODULE, Scheduling};

/// What is known of who comes, when and for what.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookAppointment {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Without one, `contact` has a name.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    #[garde(skip)]
    pub vehicle_id: Option<VehicleId>,
    #[serde(default)]
    #[garde(dive)]
    pub contact: Option<Contact>,
    #[garde(length(min = 1, max = 10))]
    #[schema(min_items = 1, max_items = 10)]
    pub service_ids: Vec<ServiceId>,
    /// Of work; the sum of the services when left out.
    #[garde(range(min = 5, max = 1440))]
    #[schema(minimum = 5, maximum = 1440)]
    pub minutes: Option<i32>,
    /// The customer's words.
    #[serde(default)]
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<String>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<String>,
    /// The customer waits for the car.
    #[serde(default)]
    #[garde(skip)]
    pub is_waiter: bool,
    #[garde(skip)]
    pub promised_at: Option<DateTime<Utc>>,
    /// `desk` when left out.
    #[garde(skip)]
    pub source: Option<Source>,
    /// Seconds are dropped.
    #[garde(skip)]
    pub start: DateTime<Utc>,
    /// It must be these; of which kinds none is named, one is chosen.
    #[serde(default)]
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub resource_ids: Vec<ResourceId>,
    /// Only asked for: it waits to be confirmed.
    #[serde(default)]
    #[garde(skip)]
    pub requested: bool,
    /// Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`.
    #[serde(default)]
    #[garde(skip)]
    pub overbook: bool,
}

/// An appointment, or the same again under the same key.
type Booked = Repeatable<Created<Versioned<AppointmentView>>>;

/// Books an appointment, and takes the time of a technician, a bay and the equipment that the services need.
///
/// Permission: `appointment.write` at the site. What stands in the way is a 409 `clash` whose `errors` name each resource with what has it
/// and when (`taken`, `absence`, `closed`, `locked-day`, `unable`, `too-many-waiters`, `nobody`).
#[utoipa::path(
    post, path = "/appointments", tag = MODULE, operation_id = "book_appointment", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = BookAppointment,
    responses((status = 201, body = AppointmentView))
)]
pub async fn book_appointment(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Json(body): Json<BookAppointment>,
) -> Result<Booked, Problem> {
    asked.actor.permit(APPOINTMENT_WRITE, body.site_id)?;
    if body.overbook {
        asked.actor.permit(SCHEDULE_OVERBOOK, body.site_id)?;
    }
    let claim = asked.claim("book_appointment", &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &scheduling.context.db, MODULE).await? {
        return Ok(booked(view, true));
    }
    let site = scheduling.open_site(body.site_id).await?;
    let new = prepare(&scheduling, body, site).await?;
    let mut tx = scheduling.context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, scheduling.context.clock.as_ref()).await?;
    let appointment = write(&scheduling, &mut tx, new, &asked.actor).await?;
    let view = view::whole(&*tx, appointment, &asked.actor, scheduling.now()).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(booked(view, false))
}

fn booked(view: AppointmentView, replayed: bool) -> Booked {
    let location = format!("/api/v1/appointments/{}", view.row.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Versioned(view.row.version, view) } }
}

/// An appointment that can be written.
pub struct New {
    shop: Shop,
    pub appointment: Model,
    pub choice: Choice,
    wish: Wish,
}

/// Reads the body and chooses who does it where.
pub async fn prepare(scheduling: &Scheduling, body: BookAppointment, site: SiteCard) -> Result<New, Problem> {
    let now = scheduling.now();
    let starts = start(body.start, now)?;
    let promised_at = promise(body.promised_at, now)?;
    let services = scheduling.booked(site.id, &body.service_ids).await?;
    let minutes = minutes(body.minutes, &services)?;
    let (customer, vehicle) = scheduling.named(body.customer_id, body.vehicle_id).await?;
    let wish = Wish { named: body.resource_ids, is_waiter: body.is_waiter, overbook: body.overbook, ..wish(&services, minutes) };
    let shop = load_around(scheduling.context.db.reader(), site, starts, None).await?;
    let choice = chosen(&shop, &wish, starts)?;
    let mut appointment = Model {
        id: AppointmentId::new(),
        // Given by the store, last.
        number: String::new(),
        site_id: shop.site.id,
        state: if body.requested { AppointmentState::Requested } else { AppointmentState::Confirmed },
        customer_id: None,
        customer_name: String::new(),
        phone: None,
        email: None,
        vehicle_id: None,
        plate: None,
        vehicle_label: None,
        services: String::new(),
        concern: filled(body.concern).unwrap_or_default(),
        notes: filled(body.notes),
        is_waiter: body.is_waiter,
        source: body.source.unwrap_or(Source::Desk),
        starts,
        ends: choice.time.until,
        minutes,
        promised_at,
        technician_id: shop.resource(choice.technician).and_then(|technician| technician.user),
        series_id: None,
        work_order_id: None,
        work_order_number: None,
        cancelled_by: None,
        cancel_reason: None,
        is_late: false,
        language: None,
        consent_at: None,
        deposit_asked: None,
        deposit_received: None,
        reminder: None,
        created_at: now,
        version: 1,
    };
    write_services(&mut appointment, &services);
    body.contact.unwrap_or_default().write(&mut appointment);
    label(&mut appointment, customer, vehicle);
    let missed = deposit::no_shows(scheduling.context.db.reader(), &shop.settings, appointment.customer_id).await?;
    appointment.deposit_asked = deposit::asked_by_rule(&shop.settings, appointment.source, minutes, missed);
    if appointment.customer_name.is_empty() {
        return Err(Problem::field("/customer_id", "missing", "name a customer, or who comes in contact"));
    }
    Ok(New { shop, appointment, choice, wish })
}

/// Takes the time, and writes the appointment with its history, event and audit entry.
pub async fn write(scheduling: &Scheduling, tx: &mut Tx, new: New, actor: &Actor) -> Result<Model, Problem> {
    let New { shop, mut appointment, choice, wish } = new;
    let clock = scheduling.context.clock.as_ref();
    let owner = Owner { site: shop.site.id, appointment: Some(appointment.id), work_order: None };
    place::take(tx, owner, &choice.slices, manner(&wish, &choice)).await?;
    if wish.is_waiter && !wish.overbook {
        room_to_wait(tx, &shop, appointment.starts, None).await?;
    }
    let fact = if appointment.state == AppointmentState::Requested { Fact::Requested } else { Fact::Booked };
    let detail = Detail { start: Some(appointment.start()), overbooked: wish.overbook, ..Detail::default() };
    store::record(tx, appointment.id, fact, &detail, &actor.name, clock.now()).await?;
    store::insert(tx, &mut appointment, &shop.site).await?;
    events::announce(tx, &appointment, (fact, None), actor, clock).await?;
    let whole = Whole::read(tx, appointment).await?;
    let action = format!("appointment.{}", fact.name());
    audit::record(tx, MODULE, whole.appointment.audited(&action), (None, Some(&whole)), actor, clock).await?;
    Ok(whole.appointment)
}

/// Other resources may be tried when we chose any of them.
pub fn manner(wish: &Wish, choice: &Choice) -> Manner {
    let by_choice = choice.slices.iter().any(|(id, _)| !wish.named.contains(id));
    Manner { overbook: wish.overbook, by_choice }
}
