//! The invoice as printed.

use std::sync::Arc;

use chrono_tz::Tz;
use contracts::billing::Pdf;
use contracts::documents::{DocumentLine, DocumentPayment, InvoiceDocument, Language, Renderer};
use contracts::identity;
use contracts::workshop::CompletedLine;
use kernel::Problem;
use sea_orm::ActiveEnum;
use tokio::sync::Semaphore;

use super::invoice::{Invoice, Parties, PaymentKind, local_day};
use super::{store, view};
use crate::Billing;
use crate::entities::payments;
use crate::error::Error;

/// Typesetting keeps a core busy: two at once leave room for everything else.
static RENDERS: Semaphore = Semaphore::const_new(2);

/// What to print. A draft shows seller and buyer as they are now; an issued invoice needs no other module.
/// Without a language it is the invoice's own.
pub async fn compose(billing: &Billing, invoice: Invoice, language: Option<Language>) -> Result<InvoiceDocument, Problem> {
    if invoice.opening().is_some() {
        return Err(Error::NoDocument.into());
    }
    let payments = store::payments(billing.context.db.reader(), invoice.id).await?;
    if let Some(issue) = invoice.issued() {
        let (parties, own) = (issue.parties.clone(), issue.language);
        return Ok(document(invoice, parties, payments, language.unwrap_or(own)));
    }
    let site = identity::site(billing.sites.as_ref(), invoice.site_id).await?;
    let card = view::customer(billing, invoice.customer.id).await?;
    let parties = Parties::of(&site, card.as_ref(), &invoice.customer.name);
    let own = card.as_ref().map_or(site.languages.default, |card| Language::from_code(&card.language));
    Ok(document(invoice, parties, payments, language.unwrap_or(own)))
}

fn document(invoice: Invoice, parties: Parties, payments: Vec<payments::Model>, language: Language) -> InvoiceDocument {
    // A zone is checked when an invoice is issued; days of a draft without payments need none.
    let zone: Tz = parties.time_zone.parse().unwrap_or(Tz::UTC);
    let issue = invoice.issued();
    InvoiceDocument {
        language,
        number: issue.map(|issue| issue.number.text.clone()),
        credits: None,
        issued_on: issue.map(|issue| issue.on),
        due_on: issue.map(|issue| issue.due_on),
        seller: parties.seller,
        bank_account: parties.bank_account,
        buyer: parties.buyer,
        totals: invoice.totals(),
        payments: payments.into_iter().map(|payment| printed(&payment, zone)).collect(),
        paid: invoice.paid(),
        due: invoice.due(),
        vehicle_plate: invoice.vehicle.plate,
        vehicle_label: invoice.vehicle.label,
        odometer_km: invoice.vehicle.odometer_km,
        work_order_number: invoice.work_order.number,
        lines: invoice.lines.into_iter().map(line).collect(),
        notes: invoice.notes,
    }
}

fn printed(payment: &payments::Model, zone: Tz) -> DocumentPayment {
    DocumentPayment {
        tender: payment.tender.to_value(),
        on: local_day(payment.at, zone),
        amount: payment.amount,
        is_refund: payment.kind.is_out(),
        deposit: payment.reference.clone().filter(|_| matches!(payment.kind, PaymentKind::Deposit | PaymentKind::Moved)),
    }
}

fn line(line: CompletedLine) -> DocumentLine {
    DocumentLine {
        job_title: line.job_title,
        code: line.code,
        description: line.description,
        unit: line.unit,
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: line.vat_rate,
        net: line.net,
    }
}

/// Prints on a blocking thread, at most two at once; a place is held until the printing ends, even if nobody waits for it.
pub async fn render(renderer: Arc<dyn Renderer>, document: InvoiceDocument) -> Result<Pdf, Problem> {
    let place = RENDERS.acquire().await.map_err(|error| Problem::internal(&error))?;
    let file_name = file_name(&document);
    let printing = tokio::task::spawn_blocking(move || {
        let _place = place;
        renderer.invoice(&document)
    });
    let bytes = printing.await.map_err(|error| Problem::internal(&error))?.map_err(|error| Problem::internal(&error))?;
    Ok(Pdf { file_name, bytes })
}

/// `F-LAC-2026-00042.pdf`, or the work order's number for a draft; only characters that need no quoting anywhere.
pub fn file_name(document: &InvoiceDocument) -> String {
    let name = document.number.clone().unwrap_or_else(|| format!("draft-{}", document.work_order_number));
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || "-._".contains(letter) { letter } else { '-' };
    format!("{}.pdf", name.chars().map(safe).collect::<String>())
}
