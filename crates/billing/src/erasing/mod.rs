//! Customers who are handed what is kept of them, and who are forgotten: documents keep whom they were issued to as long as a law says.
//! docs/decisions/0114-erasure.md.

mod documents;
mod retention;
mod subject;

use contracts::subjects::{CustomerErased, RecordKind};
use kernel::outbox::{self, Envelope};
use kernel::personal::{and, each, forget_events, forget_particulars, found, ids as placed};
use kernel::{Actor, Clock, Problem, Tx};

use crate::MODULE;

/// Drafts carry the word already, as the name of any customer who is called otherwise.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    let Some(told) = event.open::<CustomerErased>()? else { return Ok(()) };
    let (places, values) = placed(&told.ids);
    let invoices = format!("select id from billing_invoices where customer_id in ({places})");
    let (at, ending) = and(values.clone(), event.at);
    let links = format!("update billing_pay_links set revoked_at = {at} where invoice_id in ({invoices}) and revoked_at is null");
    each(tx, &[links], &ending).await?;
    each(tx, &[format!("delete from billing_dunning_pauses where customer_id in ({places})")], &values).await?;
    if told.with_documents {
        documents::forget(tx, &told, event.at).await?;
        forget_particulars(tx, MODULE, &invoices, &values).await?;
    }
    forget_events(tx, MODULE, &told.people(), &["customer_name", "email", "phone"], &told.word).await?;
    let notes = format!("select id from billing_credit_notes where customer_id in ({places})");
    let issued = format!("{invoices} and number is not null");
    for (of, theirs) in [(RecordKind::Invoice, issued), (RecordKind::CreditNote, notes)] {
        let unnamed = told.unnamed(of, found(tx, &theirs, &values).await?);
        outbox::append(tx, MODULE, &unnamed, &Actor::system(), clock).await?;
    }
    Ok(())
}
