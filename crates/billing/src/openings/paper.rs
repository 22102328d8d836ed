//! The document of an earlier system itself, kept as evidence with its entry.

use contracts::customers::CustomerId;
use kernel::files::attachments::commands::{Received, receive};
use kernel::files::{Media, attachments};
use kernel::import::{Options, Outcome, Paper, Row, RowError};
use kernel::{Problem, search};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::read::keys;
use super::store;
use crate::invoices::invoice::Invoice;
use crate::{Billing, MODULE};

/// Keeps it once, whatever is imported again.
pub async fn attach(billing: &Billing, row: &Row, paper: Paper, options: &Options) -> Result<Result<Outcome, RowError>, Problem> {
    if Media::of(&paper.bytes).is_none() {
        return Ok(Err(RowError::new("file", "It is neither a PDF nor a picture")));
    }
    let found = find(billing, row, options).await?;
    if options.dry_run {
        let Some(invoice) = found else { return Ok(Ok(Outcome::Created)) };
        let id = identity(&invoice, &paper.bytes);
        let is_kept = attachments::find(billing.context.db.reader(), MODULE, invoice.id.0, id).await?.is_some();
        return Ok(Ok(if is_kept { Outcome::Unchanged } else { Outcome::Created }));
    }
    let Some(invoice) = found else { return Ok(Err(RowError::unknown("file", "Its document was not entered"))) };
    let id = identity(&invoice, &paper.bytes);
    if attachments::find(billing.context.db.reader(), MODULE, invoice.id.0, id).await?.is_some() {
        return Ok(Ok(Outcome::Unchanged));
    }
    let received = Received { id, name: paper.name, by: options.actor.name.clone(), bytes: paper.bytes };
    let is_kept = receive(billing, invoice.id.0, received).await?;
    Ok(if is_kept { Ok(Outcome::Created) } else { Err(RowError::new("file", "The document has as many papers as it may")) })
}

async fn find(billing: &Billing, row: &Row, options: &Options) -> Result<Option<Invoice>, Problem> {
    let (Some(site), Some(document)) = (options.site, row.get("document")) else { return Ok(None) };
    let asked: Vec<_> = keys(row).map(|(_, key)| key.to_owned()).collect();
    let found: Vec<(String, CustomerId)> = billing.customers.find_by_keys(&asked).await?;
    let Some(customer) = asked.iter().find_map(|key| found.iter().find(|(of, _)| of == key)).map(|(_, id)| *id) else { return Ok(None) };
    let mut known = store::of_customers(billing.context.db.reader(), site, &[customer], false).await?;
    Ok(known.remove(&(customer, search::normalise(document))))
}

/// Of the entry and the bytes.
fn identity(invoice: &Invoice, bytes: &[u8]) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(invoice.id.0.as_bytes());
    hash.update(bytes);
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}
