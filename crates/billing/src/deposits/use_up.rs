//! What was deposited on an order pays its invoice when it is issued.

use kernel::{Actor, Clock, Problem, Tx, audit, outbox};

use super::deposit::{By, audited, pay_of, snapshot};
use super::store;
use crate::MODULE;
use crate::entities::payments;
use crate::invoices::invoice::Invoice;

/// Pays an invoice that is issued in this transaction with what is left of its order's deposits, the oldest first; answers the payments,
/// which are yet to be written down. A deposit of somebody who is not the invoice's customer any more stays open.
pub async fn use_up(tx: &mut Tx, invoice: &mut Invoice, actor: &Actor, clock: &dyn Clock) -> Result<Vec<payments::Model>, Problem> {
    let by = By { name: &actor.name, at: clock.now() };
    let mut ahead = vec![];
    for mut deposit in store::lock_open_of(tx, invoice.work_order.id).await? {
        let before = snapshot(&deposit);
        if deposit.customer_id != invoice.customer.id {
            continue;
        }
        let most = deposit.open;
        let Some((entry, payment)) = pay_of(&mut deposit, invoice, most, by)? else { break };
        store::save(tx, &deposit, entry).await?;
        let after = snapshot(&deposit);
        audit::record(tx, MODULE, audited("deposit.apply", &after), (Some(&before), Some(&after)), actor, clock).await?;
        outbox::append(tx, MODULE, &after, actor, clock).await?;
        ahead.push(payment);
    }
    Ok(ahead)
}
