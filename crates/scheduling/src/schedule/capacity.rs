//! `GET /schedules/{site_id}/capacity`

use std::sync::Arc;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::identity::site;
use contracts::scheduling::SCHEDULE_READ;
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::when::days;
use crate::appointments::store::{self, Allocated};
use crate::resources::Kind;
use crate::shop::{Day, Resource, Shop, load};
use crate::time::Interval;
use crate::time::hours::zone_of;
use crate::time::interval::{intersection, merged, total, without};
use crate::{MODULE, Scheduling};

const USUAL: u64 = 7;
const MOST: u64 = 31;
/// Work that has not been done for longer is not waiting, it is forgotten.
const CARRIED: i64 = 14 * 24 * 3600;
const WHOLE: i64 = 10_000;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CapacityQuery {
    /// The first day; today at the site when left out.
    from: Option<NaiveDate>,
    /// The last day; a week in all when left out. At most 31 days.
    until: Option<NaiveDate>,
}

/// How much work a site can take.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Capacity {
    pub site_id: SiteId,
    pub days: Vec<CapacityDay>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CapacityDay {
    pub date: NaiveDate,
    /// Of all technicians together.
    pub all: CapacityRow,
    /// Of the technicians with each skill. Who has two skills counts at both: the rows do not add up.
    pub skills: Vec<CapacityRow>,
}

/// Minutes of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CapacityRow {
    /// Empty of all together.
    pub skill: String,
    /// Attended hours without absences, by what an hour of each yields.
    pub able: i64,
    pub allocated: i64,
    /// Allocated before today and not done; of today alone.
    pub carried_over: i64,
    /// What is left; below zero when more is promised than can be done.
    pub free: i64,
}

/// Minutes of work that a site can take on each day, for each skill: attended hours by efficiency, less what is allocated and what is carried
/// over. Permission: `schedule.read`.
#[utoipa::path(get, path = "/schedules/{site_id}/capacity", tag = MODULE, operation_id = "show_capacity", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), CapacityQuery), responses((status = 200, body = Capacity)))]
pub async fn show_capacity(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<CapacityQuery>,
) -> Result<Json<Capacity>, Problem> {
    actor.permit(SCHEDULE_READ, id)?;
    let card = site(scheduling.sites.as_ref(), id).await?;
    let range = days(query.from, query.until, (USUAL, MOST), (zone_of(&card), scheduling.now()))?;
    let db = scheduling.context.db.reader();
    let shop = load(db, card, range, None).await?;
    let now = scheduling.now().timestamp();
    let today = shop.day(now).map(|day| day.time.from);
    let carried = match today {
        Some(midnight) => store::unfinished(db, id, Interval::new(midnight - CARRIED, midnight)).await?,
        None => vec![],
    };
    let of = |day: &Day| if Some(day.time.from) == today { carried.as_slice() } else { &[] };
    let days = shop.days.iter().map(|day| capacity(&shop, day, of(day))).collect();
    Ok(Json(Capacity { site_id: id, days }))
}

fn capacity(shop: &Shop, day: &Day, carried: &[Allocated]) -> CapacityDay {
    let technicians: Vec<_> = shop.of_kind(Kind::Technician).collect();
    let able_to = |skill: &String| technicians.iter().copied().filter(|one| one.codes.contains(skill)).collect::<Vec<_>>();
    let skills = shop.settings.skills();
    let known = skills.iter().map(|skill| (skill, able_to(skill))).filter(|(_, people)| !people.is_empty());
    let rows = known.map(|(skill, people)| row(skill, &people, day, carried));
    CapacityDay { date: day.date, skills: rows.collect(), all: row("", &technicians, day, carried) }
}

fn row(skill: &str, technicians: &[&Resource], day: &Day, carried: &[Allocated]) -> CapacityRow {
    let able = technicians.iter().map(|one| able(one, day)).sum();
    let allocated = technicians.iter().map(|one| one.load(day.time)).sum::<i64>() / 60;
    let theirs = carried.iter().filter(|slice| technicians.iter().any(|one| one.id == slice.resource_id));
    let carried_over = theirs.map(|slice| (slice.ends - slice.starts).max(0)).sum::<i64>() / 60;
    CapacityRow { skill: skill.to_owned(), able, allocated, carried_over, free: able - allocated - carried_over }
}

/// Minutes that somebody yields on a day.
fn able(technician: &Resource, day: &Day) -> i64 {
    let there = intersection(&technician.hours, &[day.time]);
    let away = merged(technician.away.iter().map(|away| away.time).collect());
    total(&without(&there, &away)) / 60 * i64::from(technician.efficiency) / WHOLE
}
