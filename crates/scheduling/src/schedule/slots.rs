//! `GET /schedules/{site_id}/slots`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::identity::{SiteCard, site};
use contracts::scheduling::{AppointmentId, ResourceId, SCHEDULE_READ, ServiceId};
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::when::days;
use crate::appointments::{booked_minutes, wish};
use crate::shop::{Shop, Slot, Wish, load};
use crate::time::at;
use crate::time::hours::zone_of;
use crate::{MODULE, Scheduling};

const USUAL: u64 = 7;
/// Four weeks.
const MOST: u64 = 28;
const MOST_SERVICES: usize = 10;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SlotsQuery {
    /// What is to be done: ids with commas.
    services: Option<String>,
    /// Of work; the sum of the services when left out.
    #[param(minimum = 5, maximum = 1440)]
    minutes: Option<i32>,
    /// The first day; today at the site when left out.
    from: Option<NaiveDate>,
    /// The last day; a week in all when left out. At most four weeks.
    until: Option<NaiveDate>,
    /// Resources to take when they are free: ids with commas.
    prefer: Option<String>,
    /// The customer will wait for the car.
    #[serde(default)]
    waiter: bool,
    /// An appointment that is to get another time: as if its own were free.
    without: Option<AppointmentId>,
}

/// Starts that fit, in order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FreeSlots {
    /// Of work.
    pub minutes: i32,
    /// The site said when it is open; without, nothing fits.
    pub has_hours: bool,
    pub slots: Vec<SlotView>,
}

/// A start that fits, and who would do it where.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Slot)]
pub struct SlotView {
    pub start: DateTime<Utc>,
    /// When the work ends: later than its minutes say when it runs over a break.
    pub end: DateTime<Utc>,
    pub technician: Named,
    pub bay: Named,
    pub equipment: Vec<Named>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NamedResource)]
pub struct Named {
    pub id: ResourceId,
    pub name: String,
}

/// The starts from now on at which a technician with the skills, a bay and the equipment are free for as long as the services take. Permission:
/// `schedule.read`.
#[utoipa::path(get, path = "/schedules/{site_id}/slots", tag = MODULE, operation_id = "list_slots", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), SlotsQuery), responses((status = 200, body = FreeSlots)))]
pub async fn list_slots(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<SlotsQuery>,
) -> Result<Json<FreeSlots>, Problem> {
    actor.permit(SCHEDULE_READ, id)?;
    let card = site(scheduling.sites.as_ref(), id).await?;
    let services: Vec<ServiceId> = ids(query.services.as_deref(), "/services")?;
    if services.len() > MOST_SERVICES {
        return Err(Problem::field("/services", "out-of-range", "at most ten services at once"));
    }
    let preferred = ids(query.prefer.as_deref(), "/prefer")?;
    let range = days(query.from, query.until, (USUAL, MOST), (zone_of(&card), scheduling.now()))?;
    let asked = Asked { services, minutes: query.minutes, preferred, is_waiter: query.waiter, without: query.without };
    find(&scheduling, card, range, asked).await.map(Json)
}

/// What somebody wants to book, whoever it is.
pub struct Asked {
    pub services: Vec<ServiceId>,
    pub minutes: Option<i32>,
    pub preferred: Vec<ResourceId>,
    pub is_waiter: bool,
    pub without: Option<AppointmentId>,
}

/// The starts that fit; whoever may ask has been let in before. Without a service or a time nothing is asked for, and nothing fits.
pub async fn find(scheduling: &Scheduling, card: SiteCard, range: (NaiveDate, NaiveDate), asked: Asked) -> Result<FreeSlots, Problem> {
    let has_hours = !card.hours.week.is_empty();
    if card.closed_at.is_some() || (asked.services.is_empty() && asked.minutes.is_none()) {
        return Ok(FreeSlots { minutes: 0, has_hours, slots: vec![] });
    }
    let services = scheduling.booked(card.id, &asked.services).await?;
    let minutes = booked_minutes(asked.minutes, &services)?;
    let wish = Wish { preferred: asked.preferred, is_waiter: asked.is_waiter, ..wish(&services, minutes) };
    let shop = load(scheduling.context.db.reader(), card, range, asked.without).await?;
    let slots = shop.slots(&wish, scheduling.now().timestamp());
    Ok(FreeSlots { minutes, has_hours, slots: slots.iter().map(|slot| view(&shop, slot)).collect() })
}

fn view(shop: &Shop, slot: &Slot) -> SlotView {
    let named = |id: ResourceId| Named { id, name: shop.resource(id).map(|resource| resource.name.clone()).unwrap_or_default() };
    SlotView {
        start: at(slot.time.from),
        end: at(slot.time.until),
        technician: named(slot.technician),
        bay: named(slot.bay),
        equipment: slot.equipment.iter().copied().map(named).collect(),
    }
}

/// Ids with commas; none of nothing.
pub fn ids<T: std::str::FromStr>(text: Option<&str>, pointer: &str) -> Result<Vec<T>, Problem> {
    let all = text.unwrap_or_default().split(',').map(str::trim).filter(|text| !text.is_empty());
    all.map(|text| text.parse().map_err(|_| Problem::field(pointer, "unknown", format!("{text} is no id")))).collect()
}
