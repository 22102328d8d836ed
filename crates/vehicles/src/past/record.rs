//! The past visit: its row, and what it is known by.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::vehicles::VehicleId;
use kernel::{Amount, SiteId, search};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::vehicles::record::Source;
use crate::vehicles::vehicle::{Reading, Taken};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "vehicles_past_visits")]
pub struct Model {
    /// Made of what the visit is known by: the same row of a file is the same visit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub vehicle_id: VehicleId,
    /// Whose records it comes from.
    pub site_id: SiteId,
    /// Noon of its day in UTC, which is that day wherever garages are.
    pub at: DateTime<Utc>,
    pub summary: String,
    /// Of the document that tells it: not ours.
    pub number: Option<String>,
    /// Where it was done, when elsewhere.
    pub garage: Option<String>,
    /// Kilometres, or hours of a machine.
    pub odometer_km: Option<i64>,
    pub total: Option<Amount>,
    pub currency: String,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// `215 TU 4821 · 2021-03-04`
    pub fn label(&self, plate: &str) -> String {
        format!("{plate} · {}", self.at.date_naive())
    }

    /// What its odometer is in the vehicle's log.
    pub fn reading(&self, by_name: &str) -> Option<Reading> {
        let taken = Taken { at: self.at, source: Source::Import, work_order_id: None, by_name: by_name.to_owned() };
        Some(Reading { past_visit_id: Some(self.id), ..taken.reading(self.vehicle_id, self.odometer_km?, None) })
    }
}

/// Noon, so that the day is the same in all time zones where cars are repaired.
pub fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).map(|at| at.and_utc()).unwrap_or_default()
}

/// The id of a visit: of the vehicle, the site, the day, the document, the garage and the words. Spelling that search takes for the
/// same is the same.
pub fn identity(vehicle: VehicleId, site: SiteId, day: NaiveDate, words: [&str; 3]) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(vehicle.0.as_bytes());
    hash.update(site.0.as_bytes());
    hash.update(day.to_string());
    for word in words {
        hash.update([0]);
        hash.update(search::normalise(word));
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_row_is_the_same_visit() {
        let (vehicle, site) = (VehicleId(Uuid::now_v7()), SiteId(Uuid::now_v7()));
        let id = |on: &str, words| identity(vehicle, site, on.parse().unwrap(), words);
        let first = id("2021-03-04", ["F-12", "Garage Ali", "Vidange, filtre"]);
        assert_eq!(first, id("2021-03-04", ["f 12", "GARAGE ALI", "vidange filtre"]));
        assert_ne!(first, id("2021-03-05", ["F-12", "Garage Ali", "Vidange, filtre"]));
        assert_ne!(first, id("2021-03-04", ["", "F-12 Garage Ali", "Vidange, filtre"]));
        let other = identity(VehicleId(Uuid::nil()), site, "2021-03-04".parse().unwrap(), ["F-12", "Garage Ali", "Vidange, filtre"]);
        assert_ne!(first, other);
    }
}
