//! Tells the other modules and the audit trail what became of a vehicle.

use kernel::audit::{self, Change};
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::DbErr;

use super::vehicle::Vehicle;
use crate::MODULE;

/// `before` is none for a new vehicle. `action` reads `vehicle.update`.
pub async fn announce(
    tx: &mut Tx,
    action: &str,
    before: Option<&Vehicle>,
    vehicle: &Vehicle,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    outbox::append(tx, MODULE, &vehicle.saved(), actor, clock).await?;
    let change = Change { action, entity: "vehicle", id: vehicle.id.0, label: &vehicle.plate_text, site: None };
    audit::record(tx, MODULE, change, (before, Some(vehicle)), actor, clock).await
}
