//! Tells the other modules and the audit trail what became of a customer.

use kernel::audit::{self, Change};
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::DbErr;

use super::customer::Customer;
use crate::MODULE;

/// `before` is none for a new customer. `action` reads `customer.update`.
pub async fn announce(
    tx: &mut Tx,
    action: &str,
    before: Option<&Customer>,
    customer: &Customer,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    outbox::append(tx, MODULE, &customer.saved(), actor, clock).await?;
    let change = Change { action, entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    audit::record(tx, MODULE, change, (before, Some(customer)), actor, clock).await
}
