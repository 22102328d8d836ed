//! Reading a site over some days: one query for each table.

use std::collections::HashMap;

use chrono::NaiveDate;
use contracts::identity::SiteCard;
use contracts::scheduling::{AppointmentId, ResourceId};
use sea_orm::{ConnectionTrait, DbErr};

use super::{Away, Day, Resource, Shop, Taken};
use crate::appointments::store as appointments;
use crate::resources::{record, store as resources};
use crate::settings::store as settings;
use crate::time::hours::{days, open_on, there_on, whole_day, zone_of};
use crate::time::interval::merged;
use crate::time::{Interval, at};

/// No more locked days than days are looked at.
const MOST_DAYS: u64 = 400;

/// The site from one day to another, both included, as if the appointment `without` were not there.
pub async fn load<C: ConnectionTrait>(
    conn: &C,
    site: SiteCard,
    (from, until): (NaiveDate, NaiveDate),
    without: Option<AppointmentId>,
) -> Result<Shop, DbErr> {
    let zone = zone_of(&site);
    let time = Interval::new(whole_day(zone, from).from, whole_day(zone, until).until);
    let chosen = settings::of(conn, site.id).await?;
    let rows = resources::all_of(conn, site.id).await?;
    let allocations = appointments::allocated(conn, site.id, time).await?;
    let absences = resources::absences_at(conn, site.id, time).await?;
    let locked = settings::locked_between(conn, site.id, from, until, MOST_DAYS).await?;
    let waiters = appointments::waiters(conn, site.id, time, without).await?;
    let mut taken: HashMap<ResourceId, Vec<Taken>> = HashMap::new();
    for one in allocations.into_iter().filter(|one| without.is_none() || one.appointment_id != without) {
        let label = one.label();
        let slice = Taken { time: Interval::new(one.starts, one.ends), appointment: one.appointment_id, label };
        taken.entry(one.resource_id).or_default().push(slice);
    }
    let mut away: HashMap<ResourceId, Vec<Away>> = HashMap::new();
    for absence in absences {
        let one = Away { time: absence.interval(), reason: absence.reason };
        away.entry(absence.resource_id).or_default().push(one);
    }
    let reason = |date| locked.iter().find(|locked| locked.day == date).map(|locked| locked.reason.clone());
    let days: Vec<_> = days(from, until).map(|date| Day { date, time: whole_day(zone, date), locked: reason(date) }).collect();
    let hours = merged(days.iter().flat_map(|day| open_on(&site.hours, zone, day.date)).collect());
    let resources = rows.into_iter().map(|row| {
        let (taken, away) = (taken.remove(&row.id).unwrap_or_default(), away.remove(&row.id).unwrap_or_default());
        resource(row, &site, &days, &hours, taken, away)
    });
    Ok(Shop { resources: resources.collect(), settings: chosen, days, hours, waiters, site })
}

fn resource(row: record::Model, site: &SiteCard, days: &[Day], open: &[Interval], taken: Vec<Taken>, away: Vec<Away>) -> Resource {
    let zone = zone_of(site);
    let hours = match row.week() {
        None => open.to_vec(),
        Some(week) => merged(days.iter().flat_map(|day| there_on(&site.hours, Some(&week), zone, day.date)).collect()),
    };
    Resource {
        id: row.id,
        kind: row.kind,
        codes: row.codes(),
        name: row.name,
        user: row.user_id,
        efficiency: row.efficiency,
        active: row.active,
        hours,
        taken,
        away,
    }
}

/// The day of an instant and the days beside it: what a booking from then on can touch.
pub async fn load_around<C: ConnectionTrait>(conn: &C, site: SiteCard, start: i64, without: Option<AppointmentId>) -> Result<Shop, DbErr> {
    let day = at(start).with_timezone(&zone_of(&site)).date_naive();
    let next = day.succ_opt().unwrap_or(day);
    load(conn, site, (day, next), without).await
}
