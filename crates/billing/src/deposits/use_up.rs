//! What was deposited on an order pays its invoice when it is issued.

use kernel::{Actor, Clock, Problem, Tx};

use super::command::save;
use super::deposit::{By, pay_of, snapshot};
use super::store;
use crate::entities::{deposits, payments};
use crate::invoices::invoice::Invoice;

/// Of each of the invoice's orders, the first order's before the next.
async fn open_of(tx: &Tx, invoice: &Invoice) -> Result<Vec<deposits::Model>, Problem> {
    let mut open = vec![];
    for order in invoice.snapshot().orders() {
        open.extend(store::lock_open_of(tx, *order).await?);
    }
    Ok(open)
}

/// Pays an invoice that is issued in this transaction with what is left of its order's deposits, the oldest first; answers the payments,
/// which are yet to be written down. A deposit of somebody who is not the invoice's customer any more stays open.
pub async fn use_up(tx: &mut Tx, invoice: &mut Invoice, actor: &Actor, clock: &dyn Clock) -> Result<Vec<payments::Model>, Problem> {
    let by = By { name: &actor.name, at: clock.now() };
    let mut ahead = vec![];
    for mut deposit in open_of(tx, invoice).await? {
        let before = snapshot(&deposit);
        if deposit.customer_id != invoice.customer.id {
            continue;
        }
        let amount = deposit.open.min(invoice.due());
        if amount.is_zero() {
            break;
        }
        let (entry, payment) = pay_of(&mut deposit, invoice, amount, by)?;
        save(tx, "deposit.apply", (&before, &deposit), entry, actor, clock).await?;
        ahead.push(payment);
    }
    Ok(ahead)
}
