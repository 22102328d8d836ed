//! Customers who became one: their orders, open and past, are one customer's.

use contracts::customers::{CustomerMerged, CustomerUnmerged};
use kernel::merging::{self, Named};
use kernel::outbox::Envelope;
use kernel::{Problem, Tx};

use crate::work_orders::store;
use crate::{MODULE, counter, deferred, pricing};

pub const ORDERS: &str = "workshop_orders";
const NAMED: [Named; 5] = [
    Named { table: ORDERS, key: "id", column: "customer_id" },
    Named { table: deferred::TABLE, key: "id", column: "customer_id" },
    Named { table: pricing::AGREEMENTS, key: "id", column: "customer_id" },
    Named { table: pricing::CONTRACTS, key: "id", column: "customer_id" },
    Named { table: counter::TABLE, key: "site_id", column: "customer_id" },
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
