//! Demonstration data, in bulk and without events.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};

use contracts::demo::{DemoLine, DemoVehicle, DemoVisit};
use kernel::money::{line_net, totals};
use kernel::{Amount, BasisPoints, Context, Currency, Db, Problem};

use crate::Plate;
use crate::care::{CatchUp, put_all_care as put_care};
use crate::vehicles::record::{Fuel, Shares, Source, care, visit};
use crate::vehicles::store;
use crate::vehicles::vehicle::{Change, Owner, Ownership, Reading, Taken, Vehicle};
use crate::vehicles::view::DoneJob;

const ROWS_PER_COMMIT: usize = 5_000;

pub async fn load(db: &Db, vehicles: &[DemoVehicle], now: DateTime<Utc>) -> Result<(), Problem> {
    for part in vehicles.chunks(ROWS_PER_COMMIT) {
        let rows: Vec<_> = part.iter().map(|one| vehicle(one, now)).collect::<Result<_, _>>()?;
        let (rows, links): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let readings: Vec<_> = rows.iter().filter_map(first_reading).collect();
        let care: Vec<_> = part.iter().flat_map(|one| done_elsewhere(one, now)).collect();
        let tx = db.begin().await?;
        store::put_many(&tx, &rows).await?;
        store::insert_readings(&tx, &readings).await?;
        put_care(&tx, care).await?;
        store::insert_ownerships(&tx, &links).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The visits that were completed, with their readings.
pub async fn load_visits(db: &Db, visits: &[DemoVisit]) -> Result<(), Problem> {
    for part in visits.chunks(ROWS_PER_COMMIT) {
        let (rows, readings): (Vec<_>, Vec<_>) = part.iter().filter_map(completed).unzip();
        let ids: BTreeSet<_> = rows.iter().map(|row: &visit::Model| row.vehicle_id).collect();
        let tx = db.begin().await?;
        store::put_visits(&tx, &rows).await?;
        store::insert_readings(&tx, &readings).await?;
        store::catch_up(&tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Reckons when every vehicle is due, after all visits are there.
pub async fn finish(context: &Context) -> Result<(), Problem> {
    let worker = CatchUp(context.clone());
    while worker.some().await? {}
    Ok(())
}

fn net(line: &DemoLine) -> Amount {
    line_net(line.quantity, line.unit_price, BasisPoints(0))
}

/// What the odometer showed when the vehicle was written down.
fn first_reading(vehicle: &Vehicle) -> Option<Reading> {
    let taken = Taken { at: vehicle.odometer_at?, source: Source::Manual, work_order_id: None, by_name: String::new() };
    Some(taken.reading(vehicle.id, vehicle.odometer_km?, None))
}

/// What is done again and again, after how many days; each within its interval, a few a little over.
const ROUTINE: [(&str, u64); 7] = [
    ("oil", 250),
    ("tyre_rotation", 250),
    ("cabin_filter", 365),
    ("air_filter", 500),
    ("brake_fluid", 720),
    ("fuel_filter", 750),
    ("battery", 1_080),
];
/// As demonstration visits find it.
const KM_A_DAY: i64 = 40;

/// When it was last done, before it came here or somewhere else.
fn done_elsewhere(demo: &DemoVehicle, now: DateTime<Utc>) -> impl Iterator<Item = care::Model> {
    let today = now.date_naive();
    let chance = demo.id.0.as_bytes()[6..].to_vec();
    let (id, created_at, first) = (demo.id, demo.created_at, demo.odometer_km);
    ROUTINE.into_iter().enumerate().filter_map(move |(place, (item, days))| {
        let ago = days * u64::from(*chance.get(place + 3)?) * 105 / 25_500;
        let done_on = today.checked_sub_days(Days::new(ago))?;
        let run = (done_on - created_at.date_naive()).num_days() * KM_A_DAY;
        Some(care::Model {
            vehicle_id: id,
            item: item.into(),
            km: None,
            months: None,
            hours: None,
            done_on: Some(done_on),
            done_at: Some((first + run).max(0)),
            is_off: false,
        })
    })
}

/// A day of the year it was built in, another for each vehicle.
fn registered(demo: &DemoVehicle) -> Option<NaiveDate> {
    NaiveDate::from_yo_opt(demo.year, u32::from(demo.id.0.as_bytes()[15]) + 60)
}

/// Around today: a few are over, some are soon.
fn around(demo: &DemoVehicle, now: DateTime<Utc>, byte: usize) -> Option<NaiveDate> {
    let days = Days::new(u64::from(demo.id.0.as_bytes()[byte]) * 5 / 3);
    now.date_naive().checked_sub_days(Days::new(20))?.checked_add_days(days)
}

fn vehicle(demo: &DemoVehicle, now: DateTime<Utc>) -> Result<(Vehicle, Ownership), Problem> {
    let change = Change {
        plate: Some(Plate::parse(None, &demo.plate)?),
        vin: Some(Some(demo.vin.clone())),
        make: Some(demo.make.clone()),
        model: Some(demo.model.clone()),
        year: Some(Some(demo.year)),
        fuel: Some(Some(match demo.fuel.as_str() {
            "petrol" => Fuel::Petrol,
            "diesel" => Fuel::Diesel,
            "hybrid" => Fuel::Hybrid,
            "electric" => Fuel::Electric,
            _ => Fuel::Other,
        })),
        colour: Some(Some(demo.colour.clone())),
        first_registered_on: Some(registered(demo)),
        inspection_on: Some(around(demo, now, 14)),
        insurance_on: Some(around(demo, now, 13)),
        engine_code: Some((demo.make == "Peugeot").then(|| "EB2ADT".to_owned())),
        ..Change::default()
    };
    let mut vehicle = Vehicle::open(change, demo.created_at);
    vehicle.id = demo.id;
    vehicle.odometer_km = Some(demo.odometer_km);
    vehicle.odometer_at = Some(demo.created_at);
    let link = vehicle.transfer(Owner { id: demo.owner_id, name: demo.owner_name.clone() }, Shares::Vehicle, demo.created_at, "")?;
    Ok((vehicle, link))
}

fn completed(demo: &DemoVisit) -> Option<(visit::Model, Reading)> {
    let at = demo.completed_at?;
    let approved = || demo.jobs.iter().filter(|job| job.approved);
    let done: Vec<_> = approved().map(|job| job.title.as_str()).collect();
    let jobs: Vec<_> =
        approved().map(|job| DoneJob { title: job.title.clone(), net: job.lines.iter().map(|line| net(line).0).sum() }).collect();
    let currency = Currency::from_code(&demo.site.currency).unwrap_or(Currency::TND);
    let lines = approved().flat_map(|job| &job.lines).map(|line| (net(line), line.vat_rate));
    let total = totals(currency, lines, Amount::ZERO).total.0;
    let row = visit::Model {
        work_order_id: demo.id,
        vehicle_id: demo.vehicle_id,
        number: demo.number.clone(),
        site_id: demo.site.id,
        completed_at: at,
        odometer_km: Some(demo.odometer_km),
        summary: done.join(", "),
        customer_id: Some(demo.customer.id),
        jobs: serde_json::to_string(&jobs).unwrap_or_else(|_| "[]".into()),
        total: Some(total),
        currency: Some(demo.site.currency.clone()),
    };
    let taken = Taken {
        at,
        source: Source::WorkOrder,
        work_order_id: Some(demo.id),
        by_name: demo.technician.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
    };
    Some((row, taken.reading(demo.vehicle_id, demo.odometer_km, None)))
}
