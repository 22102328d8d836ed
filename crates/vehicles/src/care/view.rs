//! A vehicle's care as the API shows it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use contracts::workshop::WorkOrderId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::legal;
use super::plan::Titles;
use super::reckon::{By, Daily, Point, projected};
use super::refresh::{Care, Item};
use crate::vehicles::record::{Doubt, Reason, Source, Unit};
use crate::vehicles::vehicle::{Reading, Vehicle};

/// What is due within this many days is due soon.
const SOON: Days = Days::new(30);

/// When what is due for a vehicle, and why then.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleCare {
    pub unit: Unit,
    pub daily: Daily,
    /// The readings that count, oldest first, as the present instrument counts.
    pub points: Vec<Point>,
    /// What the odometer should show today.
    pub expected: Option<i64>,
    pub items: Vec<CareItem>,
    pub legal: Vec<LegalDate>,
}

/// An item of the plan for this vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CareItem {
    pub key: String,
    pub title: Titles,
    /// Kilometres, or hours of a machine.
    pub distance: Option<i64>,
    pub months: Option<i32>,
    /// The vehicle has intervals of its own.
    pub is_own: bool,
    pub is_off: bool,
    pub done_on: Option<NaiveDate>,
    /// What the odometer showed then.
    pub done_at: Option<i64>,
    /// It was never written down here: counted from the first reading.
    pub is_assumed: bool,
    pub due_on: Option<NaiveDate>,
    /// What the odometer shows then.
    pub due_at: Option<i64>,
    pub by: Option<By>,
    pub state: Option<DueState>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    Overdue,
    /// Within 30 days.
    Soon,
    Later,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegalKind {
    Inspection,
    Insurance,
    RoadTax,
}

/// A date that the law sets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LegalDate {
    pub kind: LegalKind,
    pub on: Option<NaiveDate>,
    pub state: Option<DueState>,
    /// What the rule gives, where one is known.
    pub proposed: Option<NaiveDate>,
}

/// A reading as it was taken. None is ever changed or lost: a correction is a reading too. What a past visit told
/// goes with it when its import is undone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OdometerReading {
    pub id: Uuid,
    /// Kilometres, or hours of a machine.
    pub km: i64,
    pub at: DateTime<Utc>,
    pub source: Source,
    pub reason: Option<Reason>,
    pub doubt: Option<Doubt>,
    pub work_order_id: Option<WorkOrderId>,
    pub by_name: String,
}

impl DueState {
    pub fn of(on: NaiveDate, today: NaiveDate) -> Self {
        match on {
            on if on < today => Self::Overdue,
            on if today.checked_add_days(SOON).is_some_and(|soon| on <= soon) => Self::Soon,
            _ => Self::Later,
        }
    }
}

impl VehicleCare {
    pub fn new(vehicle: &Vehicle, care: Care, today: NaiveDate) -> Self {
        let last = care.log.points.last().copied();
        Self {
            unit: vehicle.odometer_unit,
            daily: care.daily,
            expected: last.and_then(|last| projected(last, &care.daily, today)),
            points: care.log.points,
            items: care.items.into_iter().map(|item| CareItem::new(item, today)).collect(),
            legal: legal_dates(vehicle, today),
        }
    }
}

impl CareItem {
    fn new(Item { planned, own, interval, done, is_assumed, due }: Item, today: NaiveDate) -> Self {
        Self {
            key: planned.key,
            title: planned.title,
            distance: interval.distance,
            months: interval.months,
            is_own: own.as_ref().is_some_and(|own| own.km.or(own.hours).is_some() || own.months.is_some()),
            is_off: own.is_some_and(|own| own.is_off),
            done_on: done.map(|done| done.on),
            done_at: done.and_then(|done| done.at),
            is_assumed,
            due_on: due.map(|due| due.on),
            due_at: due.and_then(|due| due.at),
            by: due.map(|due| due.by),
            state: due.map(|due| DueState::of(due.on, today)),
        }
    }
}

fn legal_dates(vehicle: &Vehicle, today: NaiveDate) -> Vec<LegalDate> {
    let proposed = vehicle.first_registered_on.and_then(|day| legal::next_inspection(&vehicle.plate_country, vehicle.usage, day, today));
    let date = |kind, on: Option<NaiveDate>, proposed| LegalDate { kind, on, state: on.map(|on| DueState::of(on, today)), proposed };
    vec![
        date(LegalKind::Inspection, vehicle.inspection_on, proposed),
        date(LegalKind::Insurance, vehicle.insurance_on, None),
        date(LegalKind::RoadTax, vehicle.road_tax_on, None),
    ]
}

impl From<Reading> for OdometerReading {
    fn from(reading: Reading) -> Self {
        let Reading { id, km, at, source, reason, work_order_id, by_name, doubt, .. } = reading;
        Self { id, km, at, source, reason, doubt, work_order_id, by_name }
    }
}
