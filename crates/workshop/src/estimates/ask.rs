//! Somebody else of the customer is asked, because what was to be approved goes beyond who said yes.

use contracts::workshop::WorkOrderId;
use kernel::{Amount, Problem, outbox};

use super::approvers::Approvers;
use super::send::sent;
use super::store;
use crate::work_orders::command::keep;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};
use kernel::Actor;

/// Asks who covers it, once; nobody where nobody does. `by` said yes to it.
pub async fn ask_next(workshop: &Workshop, order: WorkOrderId, approvers: &Approvers, net: Amount, by: &str) -> Result<(), Problem> {
    let Some(asked) = approvers.choose(net) else { return Ok(()) };
    let clock = workshop.context.clock.as_ref();
    let mut tx = workshop.context.db.begin().await?;
    let before = orders::lock(&tx, order).await?.ok_or_else(Problem::not_found)?;
    let Some(version) = store::newest(&*tx, order).await?.filter(|version| version.asked_id != Some(asked.id)) else { return Ok(()) };
    store::ask(&tx, version.id, asked.id, &asked.name).await?;
    let mut order = before.clone();
    let facts = order.ask_approver(&asked.name);
    let actor = Actor { name: by.to_owned(), ..Actor::system() };
    keep(&mut tx, &before, &mut order, &facts, &actor, clock).await?;
    outbox::append(&mut tx, MODULE, &sent(&order, &version, Some(asked)), &actor, clock).await?;
    Ok(tx.commit().await?)
}
