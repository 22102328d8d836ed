//! Taking back what an import entered: by an entry against it, as long as nothing was paid of it.

use contracts::billing::{InvoiceEntered, InvoiceId};
use kernel::import::{CHANGED_SINCE, Kept, RowError};
use kernel::{Actor, Amount, Clock, Problem, Tx, audit, outbox};

use super::import::{PAID_SINCE, SHOWN};
use super::store::{self, Entry};
use crate::MODULE;
use crate::invoices::invoice::{Opening, audited};
use crate::invoices::store::lock;

/// What stays as it is, and why.
pub async fn undo(tx: &mut Tx, kept: &Kept, actor: &Actor, clock: &dyn Clock) -> Result<Vec<RowError>, Problem> {
    let mut invoice = lock(tx, InvoiceId(kept.record)).await?.ok_or_else(Problem::not_found)?;
    let Some(before) = invoice.opening().cloned() else { return Err(Problem::not_found()) };
    if invoice.paid() != Amount::ZERO {
        return Ok(vec![RowError::new("", PAID_SINCE)]);
    }
    if kept.created && invoice.version != kept.version {
        return Ok(vec![RowError::new("", CHANGED_SINCE)]);
    }
    let (after, left) = if kept.created {
        (Opening { amount: Amount::ZERO, total: None, ..before.clone() }, vec![])
    } else {
        kept.put_back(&before, &SHOWN)?
    };
    if after == before {
        return Ok(left);
    }
    let was = invoice.snapshot();
    let entry = Entry { amount: after.amount - before.amount, by_name: &actor.name, at: clock.now() };
    invoice.correct(after);
    store::save(tx, &mut invoice, entry).await?;
    let is = invoice.snapshot();
    audit::record(tx, MODULE, audited("opening.undo_import", &is), (Some(&was), Some(&is)), actor, clock).await?;
    outbox::append(tx, MODULE, &InvoiceEntered(is), actor, clock).await?;
    Ok(left)
}
