//! Taking back what an import did to a vehicle.

use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use kernel::import::{CHANGED_SINCE, Kept, RowError};
use kernel::{Actor, Clock, Problem, Tx};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::SHOWN;
use crate::past;
use crate::vehicles::announce::announce;
use crate::vehicles::record::{Reason, Source};
use crate::vehicles::store;
use crate::vehicles::vehicle::{Ownership, Taken, Vehicle};

/// What stays as it is, and why.
pub async fn undo(tx: &mut Tx, kept: &Kept, actor: &Actor, clock: &dyn Clock) -> Result<Vec<RowError>, Problem> {
    let before = store::lock(tx, VehicleId(kept.record)).await?.ok_or_else(Problem::not_found)?;
    if kept.created { archive(tx, kept, before, actor, clock).await } else { put_back(tx, kept.clone(), before, actor, clock).await }
}

async fn archive(tx: &mut Tx, kept: &Kept, before: Vehicle, actor: &Actor, clock: &dyn Clock) -> Result<Vec<RowError>, Problem> {
    if before.version != kept.version {
        return Ok(vec![RowError::new("", CHANGED_SINCE)]);
    }
    if store::is_visited_since(tx, before.id, before.created_at).await? {
        return Ok(vec![RowError::new("", "The vehicle was worked on since")]);
    }
    if past::store::has_any(tx, before.id).await? {
        return Ok(vec![RowError::new("", "It has visits of an earlier system: undo their import first")]);
    }
    let mut vehicle = Vehicle { archived_at: Some(clock.now()), ..before.clone() };
    store::save(tx, &mut vehicle).await?;
    announce(tx, "vehicle.archive", Some(&before), &vehicle, actor, clock).await?;
    Ok(vec![])
}

async fn put_back(tx: &mut Tx, mut kept: Kept, before: Vehicle, actor: &Actor, clock: &dyn Clock) -> Result<Vec<RowError>, Problem> {
    let owner = values::<CustomerId>(kept.take("owner_id"));
    let name = values::<String>(kept.take("owner_name")).and_then(|(name, _)| name);
    let odometer = values::<i64>(kept.take("odometer_km"));
    kept.take("odometer_at");
    let (back, mut left) = kept.put_back(&before, &SHOWN)?;
    // Reckoned again afterwards, some at a time.
    let (service_on, service_item, daily) = (before.service_on, before.service_item.clone(), before.daily);
    let mut vehicle = Vehicle { service_on, service_item, daily, planned: before.planned, ..back };
    if let Some((former, given)) = owner {
        left.extend(return_to(tx, &mut vehicle, former.zip(name), given, clock).await?);
    }
    if let Some((read, imported)) = odometer {
        left.extend(correct(tx, &mut vehicle, read, imported, actor, clock).await?);
    }
    if vehicle != before {
        vehicle.planned = 0;
        store::save_and_index(tx, &mut vehicle).await?;
        announce(tx, "vehicle.undo_import", Some(&before), &vehicle, actor, clock).await?;
    }
    Ok(left)
}

fn values<T: DeserializeOwned>(values: Option<(Value, Value)>) -> Option<(Option<T>, Option<T>)> {
    let (before, after) = values?;
    Some((serde_json::from_value(before).ok()?, serde_json::from_value(after).ok()?))
}

/// Gives the vehicle back to who owned it before, as if it had never changed hands.
async fn return_to(
    tx: &Tx,
    vehicle: &mut Vehicle,
    former: Option<(CustomerId, String)>,
    given: Option<CustomerId>,
    clock: &dyn Clock,
) -> Result<Option<RowError>, Problem> {
    let left = |reason| Ok(Some(RowError::new("owner_name", reason)));
    let mut links = store::ownerships(&**tx, vehicle.id).await?.into_iter();
    let Some(present) = links.next().filter(|link| link.until.is_none() && Some(link.customer_id) == given && vehicle.owner_id == given)
    else {
        return left(CHANGED_SINCE);
    };
    if store::is_visited_since(tx, vehicle.id, present.since).await? {
        return left("The vehicle was worked on since");
    }
    if let Some((id, _)) = &former {
        let Some(link) = links.next().filter(|link| link.customer_id == *id) else { return left(CHANGED_SINCE) };
        store::save_ownership(tx, Ownership { until: None, ..link }).await?;
    }
    store::save_ownership(tx, Ownership { until: Some(clock.now()), undone_at: Some(clock.now()), ..present }).await?;
    (vehicle.owner_id, vehicle.owner_name) = former.unzip();
    Ok(None)
}

/// Readings are only added to: the one before is the correction of the imported one.
async fn correct(
    tx: &Tx,
    vehicle: &mut Vehicle,
    before: Option<i64>,
    imported: Option<i64>,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<Option<RowError>, Problem> {
    if vehicle.odometer_km != imported {
        return Ok(Some(RowError::new("odometer_km", CHANGED_SINCE)));
    }
    let Some(km) = before else { return Ok(Some(RowError::new("odometer_km", "A reading is never removed, and there is none of before"))) };
    let taken = Taken { at: clock.now(), source: Source::Import, work_order_id: None, by_name: actor.name.clone() };
    let reading = vehicle.record_odometer(km, Some(Reason::Typo), taken)?;
    store::insert_readings(tx, &[reading]).await?;
    Ok(None)
}
