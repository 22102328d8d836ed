//! Owners who became one customer: their vehicles have one owner.

use async_trait::async_trait;
use contracts::customers::{CustomerMerged, CustomerUnmerged};
use kernel::merging::{self, Named};
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, Tx};

use crate::MODULE;
use crate::vehicles::store;

const NAMED: [Named; 2] = [
    Named { table: "vehicles_vehicles", key: "id", column: "owner_id" },
    Named { table: "vehicles_ownerships", key: "id", column: "customer_id" },
];

pub struct MergedOwners;

#[async_trait]
impl Listener for MergedOwners {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(merged) = event.open::<CustomerMerged>().map_err(|error| Problem::internal(&error))? {
            merging::merge(tx, MODULE, merged.merge(), &NAMED).await?;
            store::rename_owner(tx, merged.into.id, &merged.into.name).await?;
        }
        if let Some(CustomerUnmerged(merged)) = event.open::<CustomerUnmerged>().map_err(|error| Problem::internal(&error))? {
            merging::unmerge(tx, MODULE, merged.merge(), &NAMED).await?;
            store::rename_owner(tx, merged.from.id, &merged.from.name).await?;
        }
        Ok(())
    }
}
