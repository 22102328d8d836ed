//! What orders tell of their old parts.

use contracts::workshop::WorkOrderCores;
use kernel::{Actor, Clock, Problem, Tx, outbox};

use super::core::converge;
use super::store;
use crate::MODULE;

/// Takes over what an order tells, and tells the screens.
pub async fn hear(tx: &mut Tx, told: &WorkOrderCores, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let known = store::of_order(tx, told.id).await?;
    let (changed, gone) = converge(&known, told, clock.now());
    let events: Vec<_> = changed.iter().chain(&gone).map(super::Core::changed).collect();
    store::remove(tx, &gone.iter().map(|core| core.line_id).collect::<Vec<_>>()).await?;
    store::put(tx, changed).await?;
    Ok(outbox::append_many(tx, MODULE, &events, actor, clock).await?)
}
