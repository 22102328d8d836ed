//! Customers who became one: their appointments and recurring bookings are one customer's.

use contracts::customers::{CustomerMerged, CustomerUnmerged};
use kernel::merging::{self, Named};
use kernel::outbox::Envelope;
use kernel::{Problem, Tx};

use crate::MODULE;
use crate::appointments::store;

const NAMED: [Named; 2] = [
    Named { table: "scheduling_appointments", key: "id", column: "customer_id" },
    Named { table: "scheduling_series", key: "id", column: "customer_id" },
];

/// Hears of merges. One listener hears a module: this is the part of it that is about them.
pub async fn hear(tx: &Tx, event: &Envelope) -> Result<(), Problem> {
    if let Some(merged) = event.open::<CustomerMerged>()? {
        merging::merge(tx, MODULE, merged.merge(), &NAMED).await?;
        store::relabel_customer(tx, &merged.into).await?;
    }
    if let Some(CustomerUnmerged(merged)) = event.open::<CustomerUnmerged>()? {
        merging::unmerge(tx, MODULE, merged.merge(), &NAMED).await?;
        store::relabel_customer(tx, &merged.from).await?;
    }
    Ok(())
}
