//! A vehicle's odometer log while past visits come and go: which of their readings can be believed, and where the odometer stands. Pure.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::vehicles::record::{Doubt, Reason, Unit};
use crate::vehicles::vehicle::{MOST_HOURS_A_DAY, MOST_KM_A_DAY, Reading, Vehicle};

/// The log as it is stored and as it becomes, both in the order in which the readings were taken.
pub struct Logbook {
    stored: Vec<Reading>,
    log: Vec<Reading>,
}

/// What is to be written of a log: the readings of these past visits go, and these come.
#[derive(Default)]
pub struct Rewritten {
    pub gone: Vec<Uuid>,
    pub readings: Vec<Reading>,
}

impl Logbook {
    pub fn new(stored: Vec<Reading>) -> Self {
        Self { log: stored.clone(), stored }
    }

    /// What a past visit says of the odometer now takes the place of what it said before.
    pub fn tell(&mut self, visit: Uuid, reading: Option<Reading>) {
        self.log.retain(|known| known.past_visit_id != Some(visit));
        if let Some(reading) = reading {
            let place = self.log.partition_point(|known| (known.at, known.id) < (reading.at, reading.id));
            self.log.insert(place, reading);
        }
    }

    /// Judges the past readings anew, moves the odometer if it stood on one of them or a later one came, and says what changed.
    pub fn settle(mut self, vehicle: &mut Vehicle) -> Rewritten {
        judge(&mut self.log, vehicle.odometer_unit);
        let stood_on = |reading: &Reading| vehicle.odometer_km == Some(reading.km) && vehicle.odometer_at == Some(reading.at);
        let was_past = self.stored.iter().any(|reading| reading.past_visit_id.is_some() && stood_on(reading));
        let (km, at) = standing(&self.log).unzip();
        if was_past || at > vehicle.odometer_at {
            (vehicle.odometer_km, vehicle.odometer_at) = (km, at);
        }
        let of_past = |readings: &[Reading], others: &[Reading]| -> Vec<Reading> {
            readings.iter().filter(|one| one.past_visit_id.is_some() && !others.contains(one)).cloned().collect()
        };
        let (gone, readings) = (of_past(&self.stored, &self.log), of_past(&self.log, &self.stored));
        Rewritten { gone: gone.iter().filter_map(|reading| reading.past_visit_id).collect(), readings }
    }
}

/// Which past readings are doubted: those that contradict what was read here, and of those that contradict each other the fewest that
/// can be left out. A mistyped figure of years ago would otherwise stand above all that came after. It does not matter in which order
/// they came.
fn judge(log: &mut [Reading], unit: Unit) {
    let believed = believed(log);
    let most = if unit == Unit::H { MOST_HOURS_A_DAY } else { MOST_KM_A_DAY };
    let mut last: Option<(i64, DateTime<Utc>)> = None;
    for (place, reading) in log.iter_mut().enumerate() {
        if reading.past_visit_id.is_some() {
            let is_fast = last.is_some_and(|(km, at)| {
                let days = (reading.at.date_naive() - at.date_naive()).num_days().max(1);
                reading.km - km > most.saturating_mul(days)
            });
            reading.doubt = match (believed.contains(&place), is_fast) {
                (false, _) => Some(Doubt::OutOfOrder),
                (true, true) => Some(Doubt::Fast),
                (true, false) => None,
            };
        }
        if reading.doubt.is_none() {
            last = Some((reading.km, reading.at));
        }
    }
}

/// The places of the past readings that rise from one to the next, between what was read here before and after them.
fn believed(log: &[Reading]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let (mut floor, mut between) = (None::<i64>, vec![]);
    for (place, reading) in log.iter().enumerate() {
        if reading.past_visit_id.is_some() {
            between.push((place, reading.km));
        } else if reading.doubt.is_none() && (reading.reason.is_some() || floor.is_none_or(|floor| reading.km >= floor)) {
            // Another instrument began anew.
            let ceiling = (reading.reason != Some(Reason::ClusterReplaced)).then_some(reading.km);
            found.extend(rising(&between, floor, ceiling));
            between.clear();
            floor = Some(reading.km);
        }
    }
    found.extend(rising(&between, floor, None));
    found
}

/// The longest row of them that never falls, within the bounds; of two as long, the one that ends lower.
fn rising(readings: &[(usize, i64)], floor: Option<i64>, ceiling: Option<i64>) -> Vec<usize> {
    let within = |km: i64| floor.is_none_or(|floor| km >= floor) && ceiling.is_none_or(|ceiling| km <= ceiling);
    let mut rows: Vec<(Vec<usize>, i64)> = vec![];
    for (place, km) in readings.iter().filter(|(_, km)| within(*km)) {
        let before = rows.iter().filter(|(_, end)| end <= km).max_by_key(|(row, end)| (row.len(), -end));
        let mut row = before.map(|(row, _)| row.clone()).unwrap_or_default();
        row.push(*place);
        rows.push((row, *km));
    }
    rows.into_iter().max_by_key(|(row, end)| (row.len(), -end)).map(|(row, _)| row).unwrap_or_default()
}

/// What the odometer shows by its log, and since when: as the readings would have set it one after the other.
fn standing(readings: &[Reading]) -> Option<(i64, DateTime<Utc>)> {
    let mut stands: Option<&Reading> = None;
    for reading in readings {
        let corrects = stands.is_some_and(|last| last.work_order_id.is_some() && last.work_order_id == reading.work_order_id);
        let is_higher = stands.is_none_or(|last| reading.km >= last.km);
        let counts = reading.past_visit_id.is_none() || reading.doubt.is_none();
        if counts && (reading.reason.is_some() || corrects || is_higher) {
            stands = Some(reading);
        }
    }
    stands.map(|reading| (reading.km, reading.at))
}

#[cfg(test)]
mod tests {
    use contracts::vehicles::VehicleId;

    use super::*;
    use crate::past::record::noon;
    use crate::vehicles::record::Source;
    use crate::vehicles::vehicle::{Change, Taken};

    fn read(on: &str, km: i64) -> Reading {
        let taken = Taken { at: noon(on.parse().unwrap()), source: Source::Manual, work_order_id: None, by_name: String::new() };
        taken.reading(VehicleId(Uuid::nil()), km, None)
    }

    fn told(on: &str, km: i64) -> Reading {
        Reading { past_visit_id: Some(Uuid::now_v7()), ..read(on, km) }
    }

    fn doubts(mut log: Vec<Reading>) -> Vec<Option<Doubt>> {
        judge(&mut log, Unit::Km);
        log.iter().map(|reading| reading.doubt).collect()
    }

    const OUT: Option<Doubt> = Some(Doubt::OutOfOrder);

    #[test]
    fn a_past_reading_that_others_contradict_is_doubted() {
        let mistyped = vec![told("2019-01-01", 900_000), told("2020-01-01", 40_000), told("2021-01-01", 50_000)];
        assert_eq!(doubts(mistyped), [OUT, None, None]);
        let above = vec![told("2019-01-01", 90_000), told("2020-01-01", 40_000), read("2021-01-01", 80_000)];
        assert_eq!(doubts(above), [OUT, None, None]);
        let below = vec![read("2019-01-01", 50_000), told("2020-01-01", 40_000), told("2021-01-01", 50_000)];
        assert_eq!(doubts(below), [None, OUT, None]);
        assert_eq!(doubts(vec![told("2020-01-01", 40_000), told("2020-01-03", 45_000)]), [None, Some(Doubt::Fast)]);
        let fitted = Reading { reason: Some(Reason::ClusterReplaced), ..read("2021-01-01", 10) };
        assert_eq!(doubts(vec![told("2020-01-01", 40_000), fitted, told("2022-01-01", 9_000)]), [None, None, None]);
        let corrected = Reading { reason: Some(Reason::Typo), ..read("2021-02-01", 41_000) };
        assert_eq!(doubts(vec![told("2020-01-01", 40_000), read("2021-01-01", 410_000), corrected]), [None, None, None]);
    }

    #[test]
    fn the_odometer_stands_where_its_log_leads() {
        let typo = Reading { reason: Some(Reason::Typo), ..read("2024-01-01", 58_000) };
        let doubted = Reading { doubt: OUT, ..told("2025-01-01", 900_000) };
        let log = [told("2020-01-01", 40_000), read("2021-01-01", 30_000), told("2023-01-01", 60_000)];
        assert_eq!(standing(&log).unwrap().0, 60_000);
        assert_eq!(standing(&log[..2]).unwrap().0, 40_000);
        let [first, second, third] = log;
        assert_eq!(standing(&[first, second, third, typo, doubted]).unwrap().0, 58_000);
        assert_eq!(standing(&[]), None);
    }

    #[test]
    fn what_comes_and_goes_leaves_nothing_behind() {
        let mut vehicle = Vehicle::open(Change::default(), noon("2026-01-01".parse().unwrap()));
        let (first, second) = (told("2020-01-01", 40_000), told("2021-01-01", 50_000));
        let mut log = Logbook::new(vec![]);
        for reading in [&second, &first] {
            log.tell(reading.past_visit_id.unwrap(), Some(reading.clone()));
        }
        let written = log.settle(&mut vehicle);
        assert_eq!((written.readings.len(), written.gone.len(), vehicle.odometer_km), (2, 0, Some(50_000)));
        let mut log = Logbook::new(written.readings);
        log.tell(second.past_visit_id.unwrap(), None);
        let written = log.settle(&mut vehicle);
        assert_eq!((written.readings, written.gone), (vec![], vec![second.past_visit_id.unwrap()]));
        assert_eq!((vehicle.odometer_km, vehicle.odometer_at), (Some(40_000), Some(first.at)));
        let mut log = Logbook::new(vec![first.clone()]);
        log.tell(first.past_visit_id.unwrap(), None);
        log.settle(&mut vehicle);
        assert_eq!((vehicle.odometer_km, vehicle.odometer_at), (None, None));
    }

    #[test]
    fn what_was_read_here_stays() {
        let mut vehicle = Vehicle::open(Change::default(), noon("2026-01-01".parse().unwrap()));
        let here = read("2026-01-01", 84_300);
        (vehicle.odometer_km, vehicle.odometer_at) = (Some(84_300), Some(here.at));
        let mut log = Logbook::new(vec![here.clone()]);
        let late = told("2020-01-01", 90_000);
        log.tell(late.past_visit_id.unwrap(), Some(late));
        let written = log.settle(&mut vehicle);
        assert_eq!((vehicle.odometer_km, written.readings[0].doubt), (Some(84_300), OUT));
        // Raised by an import of vehicles, whose figure was given up since.
        vehicle.odometer_km = Some(70_000);
        Logbook::new(vec![here]).settle(&mut vehicle);
        assert_eq!(vehicle.odometer_km, Some(70_000));
    }
}
