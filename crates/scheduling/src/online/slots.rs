//! `GET /public/booking/{site}/slots`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::scheduling::{AppointmentId, ServiceId};
use kernel::http::{Json, Path, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::offer::Offer;
use crate::appointments::{Booked, booked_minutes, wish};
use crate::schedule::slots::ids;
use crate::shop::{Wish, load};
use crate::time::at;
use crate::{MODULE, Scheduling};

pub const MOST_SERVICES: usize = 5;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimesQuery {
    /// What is to be done: ids with commas.
    #[param(max_length = 200)]
    services: String,
    /// The first day; today at the site when left out.
    from: Option<NaiveDate>,
    /// The last day; two weeks in all when left out. At most four weeks.
    until: Option<NaiveDate>,
}

/// Starts that fit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpenTimes {
    /// Of work.
    pub minutes: i32,
    /// In order.
    pub starts: Vec<DateTime<Utc>>,
}

/// When services can be booked: as soon and as far ahead as the site says, and only when somebody is there who can do it.
/// Permission: none; 404 where online booking is off.
#[utoipa::path(get, path = "/public/booking/{site}/slots", tag = MODULE, operation_id = "list_booking_times", security(()),
    params(("site" = String, Path, description = "Code or id", max_length = 40), TimesQuery),
    responses((status = 200, body = OpenTimes), (status = 429, description = "Too many")))]
pub async fn list_booking_times(
    State(scheduling): State<Arc<Scheduling>>,
    Path(named): Path<String>,
    Query(query): Query<TimesQuery>,
) -> Result<Json<OpenTimes>, Problem> {
    scheduling.budgets.look(scheduling.now()).await?;
    let offer = Offer::open(&scheduling, &named).await?;
    let asked: Vec<ServiceId> = ids(Some(&query.services), "/services")?;
    let services = online(&scheduling, offer.site.id, &asked, "/services").await?;
    let wish = wish(&services, booked_minutes(None, &services)?);
    let days = offer.days(query.from, query.until)?;
    times(&scheduling, &offer, days, &wish, None).await.map(Json)
}

/// These services, if each can be booked online.
pub async fn online(scheduling: &Scheduling, site: SiteId, asked: &[ServiceId], pointer: &str) -> Result<Vec<Booked>, Problem> {
    if asked.is_empty() || asked.len() > MOST_SERVICES {
        return Err(Problem::field(pointer, "out-of-range", "one to five services"));
    }
    let offered = crate::services::store::online(scheduling.context.db.reader(), site).await?;
    if asked.iter().any(|id| offered.iter().all(|service| service.id != *id)) {
        return Err(Problem::field(pointer, "unknown", "the site offers no such service online"));
    }
    scheduling.booked(site, asked).await
}

/// The starts within some days, as if the appointment `without` were not there.
pub async fn times(
    scheduling: &Scheduling,
    offer: &Offer,
    days: Option<(NaiveDate, NaiveDate)>,
    wish: &Wish,
    without: Option<AppointmentId>,
) -> Result<OpenTimes, Problem> {
    let minutes = i32::try_from(wish.seconds / 60).unwrap_or_default();
    let Some(days) = days else { return Ok(OpenTimes { minutes, starts: vec![] }) };
    let shop = load(scheduling.context.db.reader(), offer.site.clone(), days, without).await?;
    let starts = shop.slots(wish, offer.earliest()).into_iter().map(|slot| at(slot.time.from)).collect();
    Ok(OpenTimes { minutes, starts })
}

/// That the start is one of those offered; 409 `slot-taken` when not.
pub async fn is_open(
    scheduling: &Scheduling,
    offer: &Offer,
    start: DateTime<Utc>,
    wish: &Wish,
    without: Option<AppointmentId>,
) -> Result<(), Problem> {
    let day = offer.day_of(start.timestamp())?;
    let open = times(scheduling, offer, Some((day, day)), wish, without).await?;
    if open.starts.contains(&start) { Ok(()) } else { Err(super::visitor::taken()) }
}
