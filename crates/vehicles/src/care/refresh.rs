//! Reckons when a vehicle is due, each time that something it follows from has changed.

use chrono::{Days, NaiveDate};
use contracts::vehicles::VehicleId;
use kernel::{Problem, Tx};
use sea_orm::ConnectionTrait;

use super::plan::{Plan, PlanItem};
use super::reckon::{Daily, Done, Due, Interval, Log, daily, due};
use super::settings;
use super::store::{self, Known};
use crate::vehicles::record::{Unit, care, own_item};
use crate::vehicles::vehicle::Vehicle;

pub const PLAN: &str = "plan";
/// What is due so soon after the first is done at the same visit.
const TOGETHER: Days = Days::new(30);

/// A vehicle with all that is known of its care.
pub struct Care {
    pub log: Log,
    pub daily: Daily,
    pub items: Vec<Item>,
}

/// An item of the plan, for one vehicle.
pub struct Item {
    pub planned: PlanItem,
    pub own: Option<care::Model>,
    pub interval: Interval,
    pub done: Option<Done>,
    /// It was never written down here: counted from when the vehicle came first.
    pub is_assumed: bool,
    pub due: Option<Due>,
}

impl Care {
    pub fn of(vehicle: &Vehicle, plan: &Plan, known: &Known, today: NaiveDate) -> Self {
        let log = Log::of(known.readings.get(&vehicle.id).map_or(&[], Vec::as_slice));
        let daily = daily(&log, vehicle.odometer_unit, today);
        let planned = plan.for_fuel(vehicle.fuel).map(|item| Item::of(vehicle, item, known, &log, &daily));
        let own = known.own_items.get(&vehicle.id).into_iter().flatten().filter_map(own_item::Model::planned);
        // What was never done is nothing to do again.
        let own = own.map(|item| Item::of(vehicle, &item, known, &log, &daily)).filter(|item| !item.is_assumed);
        let items = planned.chain(own).collect();
        Self { log, daily, items }
    }

    /// The item that is due first.
    pub fn next(&self) -> Option<(&Item, Due)> {
        let all = self.items.iter().filter_map(|item| Some((item, item.due?)));
        all.min_by_key(|(_, due)| due.on)
    }

    /// The keys of those that are due within days after it, and before then.
    fn with(&self, first: &Item, on: NaiveDate) -> Vec<&str> {
        let soon = on.checked_add_days(TOGETHER).unwrap_or(on);
        let others = self.items.iter().filter(|item| item.planned.key != first.planned.key);
        others.filter(|item| item.due.is_some_and(|due| due.on <= soon)).map(|item| item.planned.key.as_str()).collect()
    }
}

impl Item {
    fn of(vehicle: &Vehicle, item: &PlanItem, known: &Known, log: &Log, daily: &Daily) -> Self {
        let own = known.care.get(&vehicle.id).and_then(|rows| rows.iter().find(|row| row.item == item.key)).cloned();
        let recorded = last_done(vehicle.id, item, own.as_ref(), known, log);
        let first = log
            .points
            .first()
            .map_or(Done { on: vehicle.created_at.date_naive(), at: None }, |point| Done { on: point.on, at: Some(point.at) });
        let interval = interval(vehicle.odometer_unit, item, own.as_ref());
        let is_off = own.as_ref().is_some_and(|own| own.is_off);
        let due = due(interval, recorded.unwrap_or(first), log.points.last().copied(), daily).filter(|_| !is_off);
        Self { planned: item.clone(), own, interval, done: recorded, is_assumed: recorded.is_none(), due }
    }
}

/// As the vehicle has it, or else the plan.
fn interval(unit: Unit, item: &PlanItem, own: Option<&care::Model>) -> Interval {
    let distance = match unit {
        Unit::H => own.and_then(|own| own.hours).or(item.hours),
        Unit::Km | Unit::Mi => own.and_then(|own| own.km).or(item.km),
    };
    Interval { distance, months: own.and_then(|own| own.months).or(item.months) }
}

/// The later of what somebody wrote down and what a visit did.
fn last_done(id: VehicleId, item: &PlanItem, own: Option<&care::Model>, known: &Known, log: &Log) -> Option<Done> {
    let written = own.and_then(|own| Some(Done { on: own.done_on?, at: own.done_at }));
    let visits = known.visits.get(&id).map_or(&[][..], Vec::as_slice);
    let visit = visits.iter().rfind(|visit| item.is_in(&visit.summary));
    let visited = visit.map(|visit| Done { on: visit.at.date_naive(), at: visit.odometer_km });
    let done = [visited, written].into_iter().flatten().max_by_key(|done| done.on)?;
    Some(Done { at: done.at.map(|at| log.at_present(done.on, at)), ..done })
}

/// Reckons these vehicles anew; the caller saves them.
pub async fn reckon<C: ConnectionTrait>(conn: &C, vehicles: &mut [Vehicle], today: NaiveDate) -> Result<(), Problem> {
    let (plan, version) = settings::read::<Plan, _>(conn, PLAN).await?;
    let ids: Vec<_> = vehicles.iter().map(|vehicle| vehicle.id).collect();
    let known = store::known(conn, &ids).await?;
    for vehicle in vehicles {
        let care = Care::of(vehicle, &plan, &known, today);
        let next = care.next();
        vehicle.service_on = next.map(|(_, due)| due.on);
        vehicle.service_item = next.map(|(item, _)| item.planned.key.clone());
        vehicle.service_at = next.and_then(|(_, due)| due.at);
        vehicle.service_done_on = next.and_then(|(item, _)| item.done.map(|done| done.on));
        vehicle.service_with = next.map(|(item, due)| care.with(item, due.on).join(",")).unwrap_or_default();
        vehicle.daily = care.daily.thousandths;
        vehicle.planned = version;
        if let Some(last) = known.visits.get(&vehicle.id).and_then(|visits| visits.last()) {
            vehicle.site_id = last.site_id;
        }
    }
    Ok(())
}

/// One vehicle, within the transaction that changed what it follows from.
pub async fn reckon_one(tx: &Tx, vehicle: &mut Vehicle, today: NaiveDate) -> Result<(), Problem> {
    reckon(&**tx, std::slice::from_mut(vehicle), today).await
}
