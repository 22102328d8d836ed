//! One try of one document: it is signed, sent, or asked about. Nothing is open in the database while somebody else is waited for.

use contracts::billing::{CreditNoteId, InvoiceId};
use contracts::identity;
use kernel::Problem;
use kernel::site_settings::of;

use super::account::platform;
use super::document::{DocumentKind, Step, Told};
use super::platform::{By, Standing, Trouble, Verdict};
use super::store;
use super::tables::documents::Model;
use crate::credit_notes::store as notes;
use crate::einvoices::EInvoices;
use crate::einvoices::credit_note::of_note;
use crate::einvoices::format::Format;
use crate::einvoices::model::of_invoice;
use crate::einvoices::reach::{Reach, mend};
use crate::einvoices::settings::{self, Choice};
use crate::error::Error;
use crate::invoices::store as invoices;

/// As it stands in the books, with the buyer's number and address where these were mended.
pub async fn written(it: &EInvoices, row: &Model) -> Result<einvoice::Invoice, Problem> {
    let conn = it.billing.context.db.reader();
    let site = identity::site(it.billing.sites.as_ref(), row.site_id).await?;
    let invoice = invoices::find(conn, row.invoice_id).await?.ok_or_else(Problem::not_found)?;
    let issue = invoice.issued().ok_or(Error::NotIssued)?;
    let mut written = match row.kind {
        DocumentKind::Invoice => of_invoice(&invoice, issue, &site.country)?,
        DocumentKind::CreditNote => {
            let id = CreditNoteId(row.document_id);
            let note = notes::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            of_note(&note, &notes::lines(conn, id).await?, Some(issue.on), &site.country)?
        }
    };
    debug_assert!(row.kind == DocumentKind::CreditNote || InvoiceId(row.document_id) == row.invoice_id);
    if let Some(mended) = &row.tax_id {
        mend(&mut written, mended);
    }
    let settings: settings::Model = of(conn, row.site_id).await?;
    Reach::of(&settings, row.electronic_address.clone()).write_to(&mut written);
    Ok(written)
}

/// Signs it, or only writes it where nothing is signed; what cannot be signed may be signed later.
pub async fn sign(it: &EInvoices, row: &Model) -> (Step, Told) {
    let failed = |why: String| (Step::Sign, unreachable(why));
    if row.platform == settings::Platform::Peppyrus {
        let format: Format = row.format.into();
        return match written(it, row).await {
            Ok(written) => (Step::Sign, Told::Written { xml: format.write(&written) }),
            Err(problem) => failed(problem.title),
        };
    }
    let by_hand = row.platform == settings::Platform::Hand;
    let Some(signer) = it.signer.clone().filter(|_| row.format == Choice::Teif) else {
        return if by_hand { (Step::Sign, Told::Hand) } else { failed("no certificate is configured to sign with".into()) };
    };
    let written = match written(it, row).await {
        Ok(written) => written,
        Err(problem) => return failed(problem.title),
    };
    let xml = einvoice::teif::write(&written, None);
    let told = match tokio::task::spawn_blocking(move || signer.sign(&xml)).await {
        Ok(Ok(xml)) => Told::Signed { xml },
        Ok(Err(error)) if error.is_passing() => unreachable(error.to_string()),
        Ok(Err(error)) => Told::Rejected { id: None, why: error.to_string() },
        Err(error) => unreachable(error.to_string()),
    };
    (Step::Sign, told)
}

/// Sends it. Where that was tried before, the platform is asked first whether it has it.
pub async fn send(it: &EInvoices, row: &mut Model) -> (Step, Told) {
    if row.platform == settings::Platform::Hand {
        return (Step::Send, Told::Hand);
    }
    let failed = |step: Step, trouble: &Trouble| (step, told_of(trouble));
    let platform = match platform(it, row).await {
        Ok(platform) => platform,
        Err(problem) => return (Step::Send, unreachable(problem.title)),
    };
    if row.tried {
        match platform.find(By::Number(&row.number)).await {
            Ok(Some(standing)) if Some(&standing.id) != row.refused_id.as_ref() => return (Step::Ask, there(standing)),
            Ok(_) => {}
            Err(trouble) => return failed(Step::Ask, &trouble),
        }
    } else if let Err(problem) = about_to_send(it, row).await {
        return (Step::Send, unreachable(problem.title));
    }
    match platform.send(row.xml.as_deref().unwrap_or_default()).await {
        Ok(id) => (Step::Send, Told::Sent { id }),
        Err(Trouble::Refused(why)) => (Step::Send, Told::Rejected { id: None, why }),
        Err(trouble) => failed(Step::Send, &trouble),
    }
}

/// Asks what became of it.
pub async fn ask(it: &EInvoices, row: &Model) -> (Step, Told) {
    let found = match platform(it, row).await {
        Ok(platform) => platform.find(By::Id(row.external_id.as_deref().unwrap_or_default())).await,
        Err(problem) => return (Step::Ask, unreachable(problem.title)),
    };
    let told = match found {
        Ok(Some(Standing { verdict: Verdict::Waiting, .. }) | None) => Told::Waiting,
        Ok(Some(standing)) => there(standing),
        Err(trouble) => told_of(&trouble),
    };
    (Step::Ask, told)
}

fn told_of(trouble: &Trouble) -> Told {
    Told::Failed { why: trouble.to_string(), by_fault: !matches!(trouble, Trouble::Unreachable(_)) }
}

fn unreachable(why: String) -> Told {
    Told::Failed { why, by_fault: false }
}

fn there(Standing { id, verdict }: Standing) -> Told {
    match verdict {
        Verdict::Waiting => Told::Sent { id },
        Verdict::Accepted(registration) => Told::Accepted { id: Some(id), registration },
        Verdict::Rejected { why } => Told::Rejected { id: Some(id), why },
    }
}

/// Written down before it leaves: if nobody hears the answer, it may be there.
async fn about_to_send(it: &EInvoices, row: &mut Model) -> Result<(), Problem> {
    row.tried = true;
    let tx = it.billing.context.db.begin().await?;
    store::save(&tx, row).await?;
    Ok(tx.commit().await?)
}
