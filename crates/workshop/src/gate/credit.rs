//! What stands against an order's customer.

use contracts::customers::CreditStanding;
use kernel::Problem;

use super::rule::GateLevel::Off;
use super::store;
use crate::Workshop;
use crate::work_orders::work_order::WorkOrder;

/// What customers says, where a rule of the site asks for it; nothing of an order that has begun. Asked before a transaction, because
/// customers may be another process.
pub async fn credit(workshop: &Workshop, order: &WorkOrder) -> Result<CreditStanding, Problem> {
    let Some(customer) = order.customer.known().filter(|_| order.is_ahead()) else { return Ok(CreditStanding::default()) };
    let levels = store::levels(workshop.context.db.reader(), order.site_id).await?;
    if [levels.credit_used, levels.credit_hold, levels.po_number] == [Off; 3] {
        return Ok(CreditStanding::default());
    }
    Ok(workshop.credit.credit_of(&[customer]).await?.into_iter().next().unwrap_or_default())
}
