//! Demonstration data, in bulk and without events.

use std::collections::BTreeSet;

use contracts::demo::{DemoVehicle, DemoVisit};
use kernel::{Db, Problem};

use crate::Plate;
use crate::vehicles::record::{Fuel, Source, visit};
use crate::vehicles::store;
use crate::vehicles::vehicle::{Change, Owner, Ownership, Reading, Taken, Vehicle};

const ROWS_PER_COMMIT: usize = 5_000;

pub async fn load(db: &Db, vehicles: &[DemoVehicle]) -> Result<(), Problem> {
    for part in vehicles.chunks(ROWS_PER_COMMIT) {
        let rows: Vec<_> = part.iter().map(vehicle).collect::<Result<_, _>>()?;
        let (rows, links): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let tx = db.begin().await?;
        store::put_many(&tx, &rows).await?;
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

fn vehicle(demo: &DemoVehicle) -> Result<(Vehicle, Ownership), Problem> {
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
        notes: None,
    };
    let mut vehicle = Vehicle::open(change, demo.created_at);
    vehicle.id = demo.id;
    vehicle.odometer_km = Some(demo.odometer_km);
    vehicle.odometer_at = Some(demo.created_at);
    let link = vehicle.transfer(Owner { id: demo.owner_id, name: demo.owner_name.clone() }, demo.created_at)?;
    Ok((vehicle, link))
}

fn completed(demo: &DemoVisit) -> Option<(visit::Model, Reading)> {
    let at = demo.completed_at?;
    let done: Vec<_> = demo.jobs.iter().filter(|job| job.approved).map(|job| job.title.as_str()).collect();
    let row = visit::Model {
        work_order_id: demo.id,
        vehicle_id: demo.vehicle_id,
        number: demo.number.clone(),
        site_id: demo.site.id,
        completed_at: at,
        odometer_km: Some(demo.odometer_km),
        summary: done.join(", "),
    };
    let taken = Taken {
        at,
        source: Source::WorkOrder,
        work_order_id: Some(demo.id),
        by_name: demo.technician.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
    };
    Some((row, taken.reading(demo.vehicle_id, demo.odometer_km, None)))
}
