//! The vehicle: pure rules.

use chrono::{DateTime, Utc};
use contracts::customers::{CustomerCard, CustomerId};
use contracts::vehicles::{VehicleCard, VehicleId, VehicleSaved};
use contracts::workshop::WorkOrderId;
use kernel::search;
use uuid::Uuid;

use super::record::{Fuel, Reason, Source};
use crate::{Error, Plate};

pub use super::record::Model as Vehicle;
pub use super::record::ownership::Model as Ownership;
pub use super::record::reading::Model as Reading;

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
    }

    /// Gives the vehicle to another owner; the link to the present one ends.
    pub fn transfer(&mut self, owner: Owner, now: DateTime<Utc>) -> Result<Ownership, Error> {
        if self.owner_id == Some(owner.id) {
            return Err(Error::AlreadyOwner);
        }
        let link = Ownership { id: Uuid::now_v7(), vehicle_id: self.id, customer_id: owner.id, since: now, until: None };
        self.owner_id = Some(owner.id);
        self.owner_name = Some(owner.name);
        Ok(link)
    }

    /// Takes a reading. Lower than the last one only with a reason.
    pub fn record_odometer(&mut self, km: i64, reason: Option<Reason>, taken: Taken) -> Result<Reading, Error> {
        if reason.is_none() && self.odometer_km.is_some_and(|last| km < last) {
            return Err(Error::OdometerRollback);
        }
        self.odometer_km = Some(km);
        self.odometer_at = Some(taken.at);
        Ok(taken.reading(self.id, km, reason))
    }

    /// Takes what a completed work order says. `before` is what that order said when it was completed earlier: a corrected
    /// order corrects the reading; otherwise only a higher one counts. Every reading is kept.
    pub fn odometer_from_work_order(&mut self, km: i64, before: Option<i64>, taken: Taken) -> Reading {
        let corrects = before.is_some() && self.odometer_km == before;
        if corrects || self.odometer_km.is_none_or(|last| km >= last) {
            self.odometer_km = Some(km);
            self.odometer_at = Some(taken.at);
        }
        taken.reading(self.id, km, None)
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
        terms
    }

    pub fn saved(&self) -> VehicleSaved {
        VehicleSaved { id: self.id, owner_id: self.owner_id, plate: self.plate_text.clone(), label: self.label() }
    }

    pub fn card(self) -> VehicleCard {
        VehicleCard { id: self.id, owner_id: self.owner_id, label: self.label(), plate: self.plate_text, odometer_km: self.odometer_km }
    }
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
        Reading { id: Uuid::now_v7(), vehicle_id, km, at, source, reason, work_order_id, by_name }
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
        let link = vehicle.transfer(owner.clone(), now()).unwrap();
        assert_eq!((link.customer_id, link.until), (owner.id, None));
        assert_eq!(vehicle.transfer(owner, now()), Err(Error::AlreadyOwner));
    }
}
