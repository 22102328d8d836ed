//! More of an appointment's time, or less: work of several days, technicians or bays.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::identity::site;
use contracts::scheduling::{APPOINTMENT_WRITE, AllocationId, AppointmentId, ResourceId, SCHEDULE_OVERBOOK};
use garde::Validate;
use kernel::Problem;
use kernel::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointment::{Detail, Fact};
use super::command::{Answer, Beginning, Begun, Done, Whole, begin};
use super::fields::wish;
use super::place::{self, Manner, Owner, known};
use super::record::{Model, allocation};
use super::store::{self, LONGEST_SLICE};
use super::view::AppointmentView;
use crate::resources::Kind;
use crate::shop::{Clash, Conflict, Resource, Shop, load, refuse};
use crate::tell::Asked;
use crate::time::Interval;
use crate::time::hours::{day_at, zone_of};
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AllocationInput {
    #[garde(skip)]
    pub resource_id: ResourceId,
    #[garde(skip)]
    pub from: DateTime<Utc>,
    #[garde(skip)]
    pub until: DateTime<Utc>,
    /// Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`.
    #[serde(default)]
    #[garde(skip)]
    pub overbook: bool,
}

/// Takes one more slice of a resource's time for an appointment. Permission: `appointment.write`. What stands in the way is a 409 `clash`,
/// as at booking.
#[utoipa::path(post, path = "/appointments/{appointment_id}/allocations", tag = MODULE, operation_id = "add_allocation",
    security(("bearer" = [])),
    params(("appointment_id" = AppointmentId, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)),
    request_body = AllocationInput, responses((status = 200, body = AppointmentView)))]
pub async fn add_allocation(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AppointmentId>,
    Json(body): Json<AllocationInput>,
) -> Result<Answer, Problem> {
    let known = store::find(scheduling.context.db.reader(), id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, known.site_id)?;
    if body.overbook {
        asked.actor.permit(SCHEDULE_OVERBOOK, known.site_id)?;
    }
    let (resource, from, until, overbook) = (body.resource_id, body.from, body.until, body.overbook);
    let change = Change { what: "add_allocation", replaced: None, resource, from, until, overbook };
    run(&scheduling, asked, change, Some(known), &body).await
}

/// A slice that is to be, and the one that it replaces.
pub struct Change {
    pub what: &'static str,
    pub replaced: Option<allocation::Model>,
    pub resource: ResourceId,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub overbook: bool,
}

/// `appointment` is whose the slice is to be, when it replaces none.
pub async fn run(
    scheduling: &Scheduling,
    asked: Asked,
    change: Change,
    appointment: Option<Model>,
    body: &impl Serialize,
) -> Result<Answer, Problem> {
    let (db, slice) = (scheduling.context.db.reader(), change.replaced.as_ref());
    let appointment = match (appointment, slice.and_then(|slice| slice.appointment_id)) {
        (Some(appointment), _) => appointment,
        (None, Some(id)) => store::find(db, id).await?,
        (None, None) => return Err(Problem::not_found()),
    };
    let time = time(&change)?;
    let card = site(scheduling.sites.as_ref(), appointment.site_id).await?;
    let zone = zone_of(&card);
    let shop = load(db, card, (day_at(zone, time.from), day_at(zone, time.until)), None).await?;
    known(&shop, &[change.resource], "/resource_id").map_err(|_| unknown())?;
    let begun = match begin(scheduling, asked, change.what, (appointment.id, APPOINTMENT_WRITE), body).await? {
        Beginning::Known(answer) => return Ok(*answer),
        Beginning::New(begun) => begun,
    };
    begun.before.appointment.may_be_allocated()?;
    if !change.overbook {
        not_there(&shop, change.resource, time)?;
        able(&shop, &change, time, &begun.before)?;
    }
    if let Some(slice) = slice
        && store::delete_allocation(&begun.tx, slice.id).await? == 0
    {
        return Err(Problem::not_found());
    }
    let owner = Owner { site: appointment.site_id, appointment: Some(appointment.id), work_order: begun.before.appointment.work_order_id };
    place::take(&begun.tx, owner, &[(change.resource, time)], Manner { overbook: change.overbook, by_choice: false }).await?;
    let resource = shop.resource(change.resource).map(|resource| resource.name.clone());
    moved(scheduling, *begun, Detail { resource, overbooked: change.overbook, ..Detail::default() }).await
}

fn unknown() -> Problem {
    Problem::field("/resource_id", "unknown", "nothing that works at the site has this id")
}

fn time(change: &Change) -> Result<Interval, Problem> {
    let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60) * 60;
    let time = Interval::new(minute(change.from), minute(change.until));
    // Within the years that days can be counted in.
    let is_sane = (0..4_000_000_000).contains(&time.from);
    if is_sane && time.from < time.until && time.seconds() <= LONGEST_SLICE {
        return Ok(time);
    }
    Err(Problem::field("/until", "out-of-range", "a slice ends after it begins, and takes a week at most"))
}

/// Refuses what is outside of the hours of the resource, or on a locked day.
fn not_there(shop: &Shop, resource: ResourceId, time: Interval) -> Result<(), Problem> {
    let Some(resource) = shop.resource(resource) else { return Err(unknown()) };
    let who = Some((resource.id, resource.name.clone()));
    let mut clashes = vec![];
    for day in shop.days.iter().filter(|day| day.time.overlaps(time)) {
        if let Some(reason) = &day.locked {
            clashes.push(Clash { conflict: Conflict::LockedDay, resource: None, time, appointment: None, label: reason.clone() });
        }
    }
    // A bay holds the car over breaks; work of a technician is within hours.
    let is_there = match resource.kind {
        Kind::Technician => resource.hours.iter().any(|open| open.from <= time.from && time.until <= open.until),
        Kind::Bay | Kind::Equipment => shop.hours.iter().any(|open| open.has(time.from)),
    };
    if !is_there {
        clashes.push(Clash { conflict: Conflict::Closed, resource: who, time, appointment: None, label: String::new() });
    }
    if clashes.is_empty() { Ok(()) } else { Err(refuse(&clashes)) }
}

/// Refuses a resource that cannot do what the work needs of the one that it takes over from, and nobody else of the appointment can.
fn able(shop: &Shop, change: &Change, time: Interval, before: &Whole) -> Result<(), Problem> {
    let (Some(replaced), Some(resource)) = (&change.replaced, shop.resource(change.resource)) else { return Ok(()) };
    let is_person = |one: &Resource| one.kind == Kind::Technician;
    let others = before.allocations.iter().filter(|slice| slice.id != replaced.id).filter_map(|slice| shop.resource(slice.resource_id));
    let others: Vec<_> = others.filter(|other| is_person(other) == is_person(resource)).collect();
    let wish = wish(&before.appointment.services(), before.appointment.minutes);
    let needed = if is_person(resource) { wish.skills } else { wish.capabilities };
    let can = |code: &String| resource.codes.contains(code) || others.iter().any(|other| other.codes.contains(code));
    let lacking: Vec<_> = needed.into_iter().filter(|code| !can(code)).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let who = Some((resource.id, resource.name.clone()));
    Err(refuse(&[Clash { conflict: Conflict::Unable, resource: who, time, appointment: None, label: lacking.join(", ") }]))
}

/// The appointment begins and ends with its slices, and is the first technician's.
async fn moved(scheduling: &Scheduling, begun: Begun, detail: Detail) -> Result<Answer, Problem> {
    let mut appointment = begun.before.appointment.clone();
    let slices = store::allocations_of(&*begun.tx, appointment.id).await?;
    let old_start = appointment.start();
    appointment.starts = slices.iter().map(|slice| slice.starts).min().unwrap_or(appointment.starts);
    appointment.ends = slices.iter().map(|slice| slice.ends).max().unwrap_or(appointment.ends);
    let ids: Vec<_> = slices.iter().map(|slice| slice.resource_id).collect();
    let people = crate::resources::store::find_many(&*begun.tx, &ids).await?;
    appointment.technician_id =
        slices.iter().find_map(|slice| people.iter().find(|one| one.id == slice.resource_id).and_then(|one| one.user_id));
    // Who was promised another time is told; who only gets another bay is not.
    let is_other_time = appointment.start() != old_start && appointment.may_be_rescheduled().is_ok();
    let fact = if is_other_time { Fact::Rescheduled } else { Fact::Moved };
    let old_start = is_other_time.then_some(old_start);
    let detail = Detail { old_start, start: is_other_time.then(|| appointment.start()), ..detail };
    begun.finish(scheduling, appointment, Done { fact, detail, old_start }).await
}

/// Gives a slice of an appointment's time back. Permission: `appointment.write`.
#[utoipa::path(delete, path = "/allocations/{allocation_id}", tag = MODULE, operation_id = "remove_allocation",
    security(("bearer" = [])), params(("allocation_id" = AllocationId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = AppointmentView)))]
pub async fn remove_allocation(
    State(scheduling): State<Arc<Scheduling>>,
    asked: Asked,
    Path(id): Path<AllocationId>,
) -> Result<Answer, Problem> {
    let slice = store::find_allocation(scheduling.context.db.reader(), id).await?;
    asked.actor.permit(APPOINTMENT_WRITE, slice.site_id)?;
    let appointment = slice.appointment_id.ok_or_else(Problem::not_found)?;
    let begun = match begin(&scheduling, asked, "remove_allocation", (appointment, APPOINTMENT_WRITE), &id).await? {
        Beginning::Known(answer) => return Ok(*answer),
        Beginning::New(begun) => begun,
    };
    begun.before.appointment.may_be_allocated()?;
    if store::delete_allocation(&begun.tx, id).await? == 0 {
        return Err(Problem::not_found());
    }
    let names = crate::resources::store::find_many(&*begun.tx, &[slice.resource_id]).await?;
    let resource = names.into_iter().next().map(|resource| resource.name);
    moved(&scheduling, *begun, Detail { resource, ..Detail::default() }).await
}
