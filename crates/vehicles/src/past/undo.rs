//! Taking back what an import did to a past visit: it goes with its reading, and the odometer stands where the rest of the log leads.

use kernel::import::{CHANGED_SINCE, Kept, RowError};
use kernel::{Actor, Clock, Problem, Tx};

use super::log::Logbook;
use super::read::SHOWN;
use super::{PastVisit, store};
use crate::vehicles::announce::announce;
use crate::vehicles::store as vehicles;

/// What stays as it is, and why.
pub async fn undo(tx: &mut Tx, kept: &Kept, actor: &Actor, clock: &dyn Clock) -> Result<Vec<RowError>, Problem> {
    let Some(visit) = store::with_ids(&**tx, &[kept.record]).await?.pop() else { return Ok(vec![]) };
    if kept.created && visit.version != kept.version {
        return Ok(vec![RowError::new("", CHANGED_SINCE)]);
    }
    if kept.created {
        store::remove(tx, visit.id).await?;
        read_anew(tx, &visit, None, actor, clock).await?;
        return Ok(vec![]);
    }
    let (back, left) = kept.put_back(&visit, &SHOWN)?;
    if back != visit {
        let back = PastVisit { version: visit.version + 1, ..back };
        store::put(tx, std::slice::from_ref(&back)).await?;
        read_anew(tx, &visit, Some(&back), actor, clock).await?;
    }
    Ok(left)
}

/// The log without what `gone` told of the odometer, and with what `back` tells.
async fn read_anew(tx: &mut Tx, gone: &PastVisit, back: Option<&PastVisit>, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let before = vehicles::lock(tx, gone.vehicle_id).await?.ok_or_else(Problem::not_found)?;
    let mut log = Logbook::new(store::readings(&**tx, &[before.id]).await?);
    log.tell(gone.id, back.and_then(|back| back.reading(&actor.name)));
    let mut vehicle = before.clone();
    let written = log.settle(&mut vehicle);
    store::drop_readings(tx, &written.gone).await?;
    vehicles::insert_readings(tx, &written.readings).await?;
    store::save_odometer(tx, &vehicle).await?;
    Ok(announce(tx, "vehicle.undo_import", Some(&before), &vehicle, actor, clock).await?)
}
