//! Customers who became one: what names the one names the other, until they are two again.

use contracts::customers::{CustomerMerged, CustomerUnmerged};
use kernel::merging::{self, Named};
use kernel::outbox::Envelope;
use kernel::{Problem, Tx};

use crate::MODULE;

const NAMED: [Named; 6] = [
    Named { table: "notifications_reminders", key: "id", column: "customer_id" },
    Named { table: "notifications_reminders", key: "id", column: "told_to" },
    Named { table: "notifications_recipients", key: "id", column: "customer_id" },
    Named { table: "notifications_worth", key: "invoice_id", column: "customer_id" },
    Named { table: "notifications_feedback", key: "id", column: "customer_id" },
    Named { table: "notifications_push_devices", key: "id", column: "customer_id" },
];

pub async fn hear(tx: &Tx, event: &Envelope) -> Result<(), Problem> {
    if let Some(merged) = event.open::<CustomerMerged>()? {
        merging::merge(tx, MODULE, merged.merge(), &NAMED).await?;
    }
    if let Some(CustomerUnmerged(merged)) = event.open::<CustomerUnmerged>()? {
        merging::unmerge(tx, MODULE, merged.merge(), &NAMED).await?;
    }
    Ok(())
}
