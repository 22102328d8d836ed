//! `GET /schedules/{site_id}`

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::identity::{UserId, site};
use contracts::scheduling::{AllocationId, AppointmentId, ResourceId, SCHEDULE_READ};
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::when::{TimeSpan, days};
use crate::appointments::store::{self, Allocated};
use crate::appointments::view::AppointmentRow;
use crate::resources::Kind;
use crate::shop::{Resource, Shop, load};
use crate::time::Interval;
use crate::time::hours::zone_of;
use crate::time::interval::intersection;
use crate::{MODULE, Scheduling};

const USUAL: u64 = 1;
const MOST: u64 = 8;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ScheduleQuery {
    /// The first day; today at the site when left out.
    from: Option<NaiveDate>,
    /// The last day; the first when left out. At most eight days.
    until: Option<NaiveDate>,
}

/// Some days of a site.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Schedule {
    pub site_id: SiteId,
    pub time_zone: String,
    /// Minutes between the beginnings of slots.
    pub slot_minutes: i32,
    pub days: Vec<ScheduleDay>,
    /// By name.
    pub resources: Vec<ScheduleResource>,
    /// Those that the allocations are of, and others of these days, by start; without what was given up.
    pub appointments: Vec<AppointmentRow>,
    /// What the caller may do here: `book`, `overbook`, `manage`.
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScheduleDay {
    pub date: NaiveDate,
    /// From midnight to midnight at the site.
    pub from: chrono::DateTime<chrono::Utc>,
    pub until: chrono::DateTime<chrono::Utc>,
    /// When the site is open.
    pub open: Vec<TimeSpan>,
    /// Why no bookings are taken; null when they are.
    pub locked: Option<String>,
}

/// A resource with its time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScheduleResource {
    pub id: ResourceId,
    pub kind: Kind,
    pub name: String,
    pub user_id: Option<UserId>,
    /// Skills of a technician, capabilities of a bay or equipment.
    pub codes: Vec<String>,
    /// Takes new bookings.
    pub active: bool,
    /// When it works.
    pub hours: Vec<TimeSpan>,
    pub absences: Vec<ScheduleAbsence>,
    /// Sorted; never two at once.
    pub allocations: Vec<ScheduleAllocation>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScheduleAbsence {
    pub from: chrono::DateTime<chrono::Utc>,
    pub until: chrono::DateTime<chrono::Utc>,
    pub reason: String,
}

/// A slice of a resource's time; the appointment is among the schedule's.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScheduleAllocation {
    pub id: AllocationId,
    pub from: chrono::DateTime<chrono::Utc>,
    pub until: chrono::DateTime<chrono::Utc>,
    pub appointment_id: Option<AppointmentId>,
    pub work_order_id: Option<WorkOrderId>,
}

/// Some days of a site: its resources with their hours, absences and allocations, and the appointments. Permission: `schedule.read`.
#[utoipa::path(get, path = "/schedules/{site_id}", tag = MODULE, operation_id = "show_schedule", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ScheduleQuery), responses((status = 200, body = Schedule)))]
pub async fn show_schedule(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<ScheduleQuery>,
) -> Result<Json<Schedule>, Problem> {
    actor.permit(SCHEDULE_READ, id)?;
    let card = site(scheduling.sites.as_ref(), id).await?;
    let range = days(query.from, query.until, (USUAL, MOST), (zone_of(&card), scheduling.now()))?;
    let db = scheduling.context.db.reader();
    let shop = load(db, card, range, None).await?;
    let time = Interval::new(shop.days.first().map_or(0, |day| day.time.from), shop.days.last().map_or(0, |day| day.time.until));
    let slices = store::allocated(db, id, time).await?;
    let mut appointments = store::shown(db, id, time).await?;
    let known: HashSet<_> = appointments.iter().map(|row| row.id).collect();
    let mut others: Vec<_> = slices.iter().filter_map(|slice| slice.appointment_id).filter(|id| !known.contains(id)).collect();
    others.sort_unstable();
    others.dedup();
    appointments.extend(store::find_many(db, &others).await?);
    appointments.sort_by_key(|row| (row.starts, row.id));
    let now = scheduling.now();
    let rows = appointments.into_iter().map(|row| AppointmentRow::new(row, &actor, now)).collect();
    Ok(Json(schedule(&shop, &slices, rows, &actor)))
}

fn schedule(shop: &Shop, slices: &[Allocated], appointments: Vec<AppointmentRow>, actor: &Actor) -> Schedule {
    use contracts::scheduling::{APPOINTMENT_WRITE, SCHEDULE_MANAGE, SCHEDULE_OVERBOOK};
    let possible = [("book", APPOINTMENT_WRITE), ("overbook", SCHEDULE_OVERBOOK), ("manage", SCHEDULE_MANAGE)];
    let day = |day: &crate::shop::Day| ScheduleDay {
        date: day.date,
        from: crate::time::at(day.time.from),
        until: crate::time::at(day.time.until),
        open: intersection(&shop.hours, &[day.time]).into_iter().map(TimeSpan::from).collect(),
        locked: day.locked.clone(),
    };
    let resources = shop.resources.iter().filter(|one| one.active || !one.taken.is_empty());
    Schedule {
        site_id: shop.site.id,
        time_zone: shop.site.time_zone.clone(),
        slot_minutes: shop.settings.slot_minutes,
        days: shop.days.iter().map(day).collect(),
        resources: resources.map(|one| resource(one, slices)).collect(),
        appointments,
        actions: actor.allowed(shop.site.id, &possible).into_iter().map(str::to_owned).collect(),
    }
}

fn resource(resource: &Resource, slices: &[Allocated]) -> ScheduleResource {
    let absence = |away: &crate::shop::Away| {
        let TimeSpan { from, until } = away.time.into();
        ScheduleAbsence { from, until, reason: away.reason.clone() }
    };
    let allocation = |slice: &Allocated| {
        let TimeSpan { from, until } = Interval::new(slice.starts, slice.ends).into();
        ScheduleAllocation { id: slice.id, from, until, appointment_id: slice.appointment_id, work_order_id: slice.work_order_id }
    };
    ScheduleResource {
        id: resource.id,
        kind: resource.kind,
        name: resource.name.clone(),
        user_id: resource.user,
        codes: resource.codes.clone(),
        active: resource.active,
        hours: resource.hours.iter().copied().map(TimeSpan::from).collect(),
        absences: resource.away.iter().map(absence).collect(),
        allocations: slices.iter().filter(|slice| slice.resource_id == resource.id).map(allocation).collect(),
    }
}
