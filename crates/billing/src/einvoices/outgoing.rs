//! What is issued at a site whose documents leave electronically: it is checked in the transaction that takes its number, so that none is
//! used up on what could not leave, and queued in the same.

use contracts::customers::CustomerCard;
use contracts::identity::SiteCard;
use kernel::site_settings::of;
use kernel::{FieldError, Problem, Tx};

use super::credit_note::of_note;
use super::format::faults;
use super::model::of_invoice;
use super::reach::{Reach, address_of, is_private, mend};
use super::sending::document::DocumentKind;
use super::sending::{Issued, queue, store};
use super::settings::{Model, Platform};
use crate::credit_notes::store::CreditNote;
use crate::entities::credit_lines;
use crate::invoices::invoice::{Invoice, Issue};

/// An invoice that has its number and is not saved yet. What a private person buys leaves on no network of businesses.
pub async fn invoice(tx: &Tx, (site, card): (&SiteCard, Option<&CustomerCard>), invoice: &Invoice, issue: &Issue) -> Result<(), Problem> {
    let settings: Model = of(&**tx, site.id).await?;
    let Some(format) = settings.on(issue.on) else { return Ok(()) };
    if settings.platform == Platform::Peppyrus && is_private(card) {
        return Ok(());
    }
    let mut written = of_invoice(invoice, issue, &site.country)?;
    Reach::of(&settings, card.and_then(|card| card.electronic_address.clone())).write_to(&mut written);
    check(faults(&written, format.into()))?;
    let issued = Issued {
        kind: DocumentKind::Invoice,
        id: invoice.id.0,
        invoice_id: invoice.id,
        number: &issue.number.text,
        site: site.id,
        customer: &invoice.customer,
        at: issue.at,
        tax_id: None,
        electronic_address: address_of(&written.buyer),
    };
    queue(tx, issued, &settings, format).await
}

/// A credit note that is written in this transaction. It leaves where its invoice did: no platform knows another; and with the buyer's
/// number and address as they were mended for that.
pub async fn credit_note(
    tx: &Tx,
    site: &SiteCard,
    (note, lines): (&CreditNote, &[credit_lines::Model]),
    (invoice, issue): (&Invoice, &Issue),
) -> Result<(), Problem> {
    let settings: Model = of(&**tx, site.id).await?;
    let Some(format) = settings.on(note.issued_on) else { return Ok(()) };
    let Some(before) = store::of_document(&**tx, invoice.id.0).await? else { return Ok(()) };
    let mut written = of_note(note, lines, Some(issue.on), &site.country)?;
    if let Some(mended) = &before.tax_id {
        mend(&mut written, mended);
    }
    Reach::of(&settings, before.electronic_address.clone()).write_to(&mut written);
    check(faults(&written, format.into()))?;
    let issued = Issued {
        kind: DocumentKind::CreditNote,
        id: note.id.0,
        invoice_id: invoice.id,
        number: &note.number,
        site: site.id,
        customer: &invoice.customer,
        at: note.issued_at,
        tax_id: before.tax_id,
        electronic_address: before.electronic_address,
    };
    queue(tx, issued, &settings, format).await
}

/// 409 with each fault and its pointer in the document: `/buyer/tax_id`, `/seller/tax_id`, `/lines/2/name`.
pub fn check(errors: Vec<FieldError>) -> Result<(), Problem> {
    if errors.is_empty() {
        return Ok(());
    }
    Err(Problem { errors, ..Problem::conflict("e-invoice-refused", "As it stands it could not leave as an electronic document") })
}
