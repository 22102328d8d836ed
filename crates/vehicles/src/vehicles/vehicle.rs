//! The vehicle: pure rules.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::{CustomerCard, CustomerId};
use contracts::vehicles::{VehicleCard, VehicleId, VehicleSaved};
use contracts::workshop::WorkOrderId;
use kernel::search;
use uuid::Uuid;

use super::record::{Doubt, Fuel, Reason, Shares, Source, Unit, Usage, nowhere};
use crate::{Error, Plate};

pub use super::record::Model as Vehicle;
pub use super::record::old_plate::Model as OldPlate;
pub use super::record::ownership::Model as Ownership;
pub use super::record::reading::Model as Reading;

/// More in a day is doubted: kilometres, and hours of a machine.
pub const MOST_KM_A_DAY: i64 = 1_000;
pub const MOST_HOURS_A_DAY: i64 = 24;

/// No odometer shows more.
pub const MAX_KM: i64 = 9_999_999;

/// What a request or a row of a file says about a vehicle, parsed. None leaves as is; `Some(None)` clears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct Change {
    pub plate: Option<Plate>,
    pub vin: Option<Option<String>>,
    pub make: Option<String>,
    pub model: Option<String>,
    pub year: Option<Option<i32>>,
    pub fuel: Option<Option<Fuel>>,
    pub colour: Option<Option<String>>,
    pub notes: Option<Option<String>>,
    pub odometer_unit: Option<Unit>,
    pub usage: Option<Usage>,
    pub first_registered_on: Option<Option<NaiveDate>>,
    pub inspection_on: Option<Option<NaiveDate>>,
    pub insurance_on: Option<Option<NaiveDate>>,
    pub road_tax_on: Option<Option<NaiveDate>>,
    pub key_tag: Option<Option<String>>,
    pub unit_number: Option<Option<String>>,
    pub engine_code: Option<Option<String>>,
    /// As JSON.
    pub custom: Option<String>,
}

/// A customer as the owner of a vehicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub id: CustomerId,
    pub name: String,
}

impl From<&CustomerCard> for Owner {
    fn from(card: &CustomerCard) -> Self {
        Self { id: card.id, name: card.name.clone() }
    }
}

impl Vehicle {
    pub fn open(change: Change, now: DateTime<Utc>) -> Self {
        let mut vehicle = Self {
            id: VehicleId::new(),
            owner_id: None,
            owner_name: None,
            plate_country: String::new(),
            plate_kind: String::new(),
            plate_text: String::new(),
            plate_norm: String::new(),
            vin: None,
            make: String::new(),
            model: String::new(),
            year: None,
            fuel: None,
            colour: None,
            odometer_km: None,
            odometer_at: None,
            notes: None,
            created_at: now,
            version: 1,
            odometer_unit: Unit::Km,
            usage: Usage::Private,
            first_registered_on: None,
            inspection_on: None,
            insurance_on: None,
            road_tax_on: None,
            key_tag: None,
            unit_number: None,
            engine_code: None,
            custom: "{}".into(),
            archived_at: None,
            service_on: None,
            service_item: None,
            daily: None,
            planned: 0,
            site_id: nowhere(),
            service_at: None,
            service_done_on: None,
            service_with: String::new(),
        };
        vehicle.change(change);
        vehicle
    }

    pub fn change(&mut self, change: Change) {
        if let Some(plate) = change.plate {
            self.plate_country = plate.country;
            self.plate_kind = String::from(plate.kind.code());
            self.plate_text = plate.text;
            self.plate_norm = plate.norm;
        }
        replace(&mut self.make, change.make);
        replace(&mut self.model, change.model);
        replace(&mut self.vin, change.vin);
        replace(&mut self.year, change.year);
        replace(&mut self.fuel, change.fuel);
        replace(&mut self.colour, change.colour);
        replace(&mut self.notes, change.notes);
        replace(&mut self.odometer_unit, change.odometer_unit);
        replace(&mut self.usage, change.usage);
        replace(&mut self.first_registered_on, change.first_registered_on);
        replace(&mut self.inspection_on, change.inspection_on);
        replace(&mut self.insurance_on, change.insurance_on);
        replace(&mut self.road_tax_on, change.road_tax_on);
        replace(&mut self.key_tag, change.key_tag);
        replace(&mut self.unit_number, change.unit_number);
        replace(&mut self.engine_code, change.engine_code);
        replace(&mut self.custom, change.custom);
    }

    /// Gives the vehicle to another owner; the link to the present one ends.
    pub fn transfer(&mut self, owner: Owner, shares: Shares, now: DateTime<Utc>, by_name: &str) -> Result<Ownership, Error> {
        if self.owner_id == Some(owner.id) {
            return Err(Error::AlreadyOwner);
        }
        let link = Ownership {
            id: Uuid::now_v7(),
            vehicle_id: self.id,
            customer_id: owner.id,
            since: now,
            until: None,
            shares,
            undone_at: None,
            by_name: by_name.to_owned(),
        };
        self.owner_id = Some(owner.id);
        self.owner_name = Some(owner.name);
        Ok(link)
    }

    /// The plate that the vehicle had `before`, when it has another now.
    pub fn plate_given_up(&self, before: &Self, since: DateTime<Utc>, now: DateTime<Utc>) -> Option<OldPlate> {
        let is_kept = self.plate_norm == before.plate_norm && self.plate_country == before.plate_country;
        (!is_kept).then(|| OldPlate {
            id: Uuid::now_v7(),
            vehicle_id: self.id,
            country: before.plate_country.clone(),
            kind: before.plate_kind.clone(),
            text: before.plate_text.clone(),
            norm: before.plate_norm.clone(),
            since: Some(since),
            until: now,
        })
    }

    /// Takes a reading. Lower than the last one only with a reason.
    pub fn record_odometer(&mut self, km: i64, reason: Option<Reason>, taken: Taken) -> Result<Reading, Error> {
        if reason.is_none() && self.odometer_km.is_some_and(|last| km < last) {
            return Err(Error::OdometerRollback);
        }
        let doubt = if reason.is_none() { self.doubt(km, taken.at) } else { None };
        self.odometer_km = Some(km);
        self.odometer_at = Some(taken.at);
        Ok(Reading { doubt, ..taken.reading(self.id, km, reason) })
    }

    /// Whether that is further than anybody drives since the last reading.
    fn doubt(&self, km: i64, at: DateTime<Utc>) -> Option<Doubt> {
        let (last, read) = self.odometer_km.zip(self.odometer_at)?;
        let days = ((at - read).num_hours() + 23).div_euclid(24).max(1);
        let most = if self.odometer_unit == Unit::H { MOST_HOURS_A_DAY } else { MOST_KM_A_DAY };
        (km - last > most.saturating_mul(days)).then_some(Doubt::Fast)
    }

    /// Takes what a completed work order says. `before` is what that order said when it was completed earlier: a corrected
    /// order corrects the reading; otherwise only a higher one counts. Every reading is kept.
    pub fn odometer_from_work_order(&mut self, km: i64, before: Option<i64>, taken: Taken) -> Reading {
        let corrects = before.is_some() && self.odometer_km == before;
        let doubt = if corrects { None } else { self.doubt(km, taken.at) };
        if corrects || self.odometer_km.is_none_or(|last| km >= last) {
            self.odometer_km = Some(km);
            self.odometer_at = Some(taken.at);
        }
        Reading { doubt, ..taken.reading(self.id, km, None) }
    }

    /// Make, model and year.
    pub fn label(&self) -> String {
        label(&self.make, &self.model, self.year)
    }

    /// The words and codes the vehicle is found by. Its owner is found through customers.
    pub fn terms(&self) -> Vec<String> {
        let mut terms = Plate::terms(&self.plate_norm);
        if let Some(vin) = &self.vin {
            // People know a VIN by its end.
            terms.extend([17, 8, 6, 4].iter().filter_map(|length| vin.get(vin.len().saturating_sub(*length)..)).map(search::code));
        }
        terms.extend(search::words(&self.make));
        terms.extend(search::name(&format!("{} {}", self.model, self.owner_name.as_deref().unwrap_or_default())));
        // "Golf 7" is typed without its space too.
        terms.push(search::code(&self.model));
        terms.extend(self.unit_number.as_deref().map(search::code).filter(|code| !code.is_empty()));
        terms
    }

    pub fn saved(&self) -> VehicleSaved {
        VehicleSaved { id: self.id, owner_id: self.owner_id, plate: self.plate_text.clone(), label: self.label() }
    }

    pub fn card(self) -> VehicleCard {
        let label = self.label();
        VehicleCard { id: self.id, owner_id: self.owner_id, label, plate: self.plate_text, odometer_km: self.odometer_km, vin: self.vin }
    }
}

/// One mile is 1.609344 km.
const MILLIMETRES_A_MILE: i64 = 1_609_344;
const MILLIMETRES_A_KM: i64 = 1_000_000;

impl Unit {
    /// What the instrument shows, as it is kept.
    pub fn kept(self, shown: i64) -> i64 {
        match self {
            Self::Km | Self::H => shown,
            Self::Mi => rounded(shown * MILLIMETRES_A_MILE, MILLIMETRES_A_KM),
        }
    }

    /// What is kept, as the instrument shows it.
    pub fn shown(self, kept: i64) -> i64 {
        match self {
            Self::Km | Self::H => kept,
            Self::Mi => rounded(kept * MILLIMETRES_A_KM, MILLIMETRES_A_MILE),
        }
    }
}

fn rounded(number: i64, by: i64) -> i64 {
    (number * 2 + by).div_euclid(by * 2)
}

/// When, from what and by whom a reading was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub at: DateTime<Utc>,
    pub source: Source,
    pub work_order_id: Option<WorkOrderId>,
    pub by_name: String,
}

impl Taken {
    pub fn reading(self, vehicle_id: VehicleId, km: i64, reason: Option<Reason>) -> Reading {
        let Self { at, source, work_order_id, by_name } = self;
        Reading { id: Uuid::now_v7(), vehicle_id, km, at, source, reason, work_order_id, by_name, doubt: None, past_visit_id: None }
    }
}

/// `Peugeot 208 2019`
pub fn label(make: &str, model: &str, year: Option<i32>) -> String {
    let year = year.map(|year| format!(" {year}")).unwrap_or_default();
    format!("{make} {model}{year}")
}

fn replace<T>(field: &mut T, change: Option<T>) {
    if let Some(value) = change {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-20T08:00:00Z".parse().unwrap()
    }

    fn taken(source: Source) -> Taken {
        Taken { at: now(), source, work_order_id: None, by_name: "Nadia".into() }
    }

    fn peugeot() -> Vehicle {
        let change = Change {
            plate: Plate::parse(None, "215 TU 4821").ok(),
            vin: Some(Some("VF1BB05CF26010203".into())),
            make: Some("Peugeot".into()),
            model: Some("208".into()),
            year: Some(Some(2019)),
            ..Change::default()
        };
        Vehicle::open(change, now())
    }

    fn finds(vehicle: &Vehicle, typed: &str) -> bool {
        let terms = vehicle.terms();
        let query = search::Query::parse(typed).unwrap();
        let is_begun = |word: &String| terms.iter().any(|term| term.starts_with(&crate::plate::search_prefix(word)));
        query.readings().iter().any(|words| words.iter().all(is_begun))
    }

    #[test]
    fn a_vehicle_is_found_by_plate_vin_tail_and_model() {
        let vehicle = peugeot();
        for typed in ["215 tu 4821", "4821", "2154821", "VF1BB05CF26010203", "26010203", "010203", "0203", "peugeot 208", "Peugeot", "208"]
        {
            assert!(finds(&vehicle, typed), "{typed}");
        }
        assert!(!finds(&vehicle, "renault"));
        let mut golf = peugeot();
        golf.change(Change { make: Some("VW".into()), model: Some("Golf 7".into()), ..Change::default() });
        for typed in ["golf 7", "vw golf 7", "golf"] {
            assert!(finds(&golf, typed), "{typed}");
        }
        assert_eq!(golf.label(), "VW Golf 7 2019");
    }

    #[test]
    fn a_lower_reading_needs_a_reason() {
        let mut vehicle = peugeot();
        vehicle.record_odometer(84_300, None, taken(Source::Manual)).unwrap();
        vehicle.record_odometer(84_300, None, taken(Source::Manual)).unwrap();
        assert_eq!(vehicle.record_odometer(84_299, None, taken(Source::Manual)), Err(Error::OdometerRollback));
        assert_eq!(vehicle.odometer_km, Some(84_300));
        vehicle.record_odometer(12, Some(Reason::ClusterReplaced), taken(Source::Manual)).unwrap();
        assert_eq!(vehicle.odometer_km, Some(12));
    }

    #[test]
    fn whole_miles_come_back_whole() {
        for miles in [0, 1, 2, 52_345, 99_999, 123_457, 6_213_711] {
            assert_eq!(Unit::Mi.shown(Unit::Mi.kept(miles)), miles);
        }
        assert_eq!((Unit::Mi.kept(100), Unit::H.kept(100), Unit::Km.shown(100)), (161, 100, 100));
    }

    #[test]
    fn a_reading_that_nobody_drives_is_doubted_and_kept() {
        let later = |hours| Taken { at: now() + chrono::TimeDelta::hours(hours), ..taken(Source::Manual) };
        let cases =
            [(1, 85_300, false), (1, 85_301, true), (24, 85_301, true), (25, 86_300, false), (240, 94_301, true), (240, 94_300, false)];
        for (hours, km, doubted) in cases {
            let mut vehicle = peugeot();
            vehicle.record_odometer(84_300, None, taken(Source::Manual)).unwrap();
            let reading = vehicle.record_odometer(km, None, later(hours)).unwrap();
            assert_eq!((reading.doubt.is_some(), vehicle.odometer_km), (doubted, Some(km)), "{km} after {hours} h");
        }
        let mut machine = peugeot();
        machine.odometer_unit = Unit::H;
        machine.record_odometer(1_000, None, taken(Source::Manual)).unwrap();
        assert!(machine.record_odometer(1_025, None, later(2)).unwrap().doubt.is_some());
        assert!(machine.record_odometer(1_035, None, later(48)).unwrap().doubt.is_none());
    }

    #[test]
    fn a_corrected_work_order_corrects_its_own_reading_only() {
        let mut vehicle = peugeot();
        vehicle.odometer_from_work_order(843_000, None, taken(Source::WorkOrder));
        vehicle.odometer_from_work_order(84_300, Some(843_000), taken(Source::WorkOrder));
        assert_eq!(vehicle.odometer_km, Some(84_300));
        vehicle.odometer_from_work_order(70_000, None, taken(Source::WorkOrder));
        assert_eq!(vehicle.odometer_km, Some(84_300));
    }

    #[test]
    fn a_vehicle_cannot_be_given_to_its_owner() {
        let mut vehicle = peugeot();
        let owner = Owner { id: CustomerId::new(), name: "Leïla".into() };
        let link = vehicle.transfer(owner.clone(), Shares::Vehicle, now(), "Nadia").unwrap();
        assert_eq!((link.customer_id, link.until), (owner.id, None));
        assert_eq!(vehicle.transfer(owner, Shares::Vehicle, now(), "Nadia"), Err(Error::AlreadyOwner));
    }
}
