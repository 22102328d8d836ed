//! Owners who became one customer: their vehicles have one owner.

use contracts::customers::{CustomerMerged, CustomerUnmerged};
use kernel::merging::{self, Named};
use kernel::outbox::Envelope;
use kernel::{Problem, Tx};

use crate::MODULE;
use crate::vehicles::store;

const NAMED: [Named; 2] = [
    Named { table: "vehicles_vehicles", key: "id", column: "owner_id" },
    Named { table: "vehicles_ownerships", key: "id", column: "customer_id" },
];

/// Hears of merges. One listener hears a module: this is the part of it that is about them.
pub async fn hear(tx: &Tx, event: &Envelope) -> Result<(), Problem> {
    if let Some(merged) = event.open::<CustomerMerged>()? {
        merging::merge(tx, MODULE, merged.merge(), &NAMED).await?;
        store::rename_owner(tx, merged.into.id, &merged.into.name).await?;
    }
    if let Some(CustomerUnmerged(merged)) = event.open::<CustomerUnmerged>()? {
        merging::unmerge(tx, MODULE, merged.merge(), &NAMED).await?;
        store::rename_owner(tx, merged.from.id, &merged.from.name).await?;
    }
    Ok(())
}
