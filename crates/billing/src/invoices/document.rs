//! The invoice as printed.

use std::sync::Arc;

use chrono_tz::Tz;
use contracts::billing::Pdf;
use contracts::customers::Exemption;
use contracts::documents::{DocumentExemption, DocumentLine, DocumentPayment, InvoiceDocument, Language, Renderer, Style};
use contracts::identity;
use contracts::workshop::CompletedLine;
use kernel::{Amount, Problem, pdf};
use sea_orm::ActiveEnum;
use serde::Serialize;

use super::invoice::{Invoice, Parties, PaymentKind, local_day};
use super::{store, view};
use crate::Billing;
use crate::einvoices::sending::store::registration;
use crate::entities::payments;
use crate::error::Error;
use crate::styles;
use crate::together::OrderPart;

/// What to print. A draft shows seller and buyer as they are now; an issued invoice needs no other module.
/// Without a language it is the invoice's own.
pub async fn compose(billing: &Billing, invoice: Invoice, language: Option<Language>) -> Result<InvoiceDocument, Problem> {
    if invoice.opening().is_some() {
        return Err(Error::NoDocument.into());
    }
    let conn = billing.context.db.reader();
    let payments = store::payments(conn, invoice.id).await?;
    if let Some(issue) = invoice.issued() {
        let (parties, own) = (issue.parties.clone(), issue.language);
        let registration = registration(conn, invoice.id.0).await?;
        let language = language.unwrap_or(own);
        let style = styles::store::at(conn, invoice.site_id, Some(issue.at), language).await?;
        return Ok(InvoiceDocument { registration, style, ..document(invoice, parties, payments, language) });
    }
    let site = identity::site(billing.sites.as_ref(), invoice.site_id).await?;
    let card = view::customer(billing, invoice.customer.id).await?;
    let parties = Parties::of(&site, card.as_ref(), &invoice.customer.name);
    let own = card.as_ref().map_or(site.languages.default, |card| Language::from_code(&card.language));
    let language = language.unwrap_or(own);
    let style = styles::store::at(conn, invoice.site_id, None, language).await?;
    Ok(InvoiceDocument { style, ..document(invoice, parties, payments, language) })
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
        exemption: invoice.exemption.as_ref().map(|exemption| exempt(exemption, invoice.suspended())),
        payments: payments.into_iter().map(|payment| printed(&payment, zone)).collect(),
        paid: invoice.paid(),
        due: invoice.due(),
        vehicle_plate: invoice.vehicle.plate,
        vehicle_label: invoice.vehicle.label,
        odometer_km: invoice.vehicle.odometer_km,
        work_order_number: invoice.work_order.number,
        po_number: invoice.po_number,
        together: invoice.together.into_iter().map(OrderPart::printed).collect(),
        lines: invoice.lines.into_iter().map(line).collect(),
        notes: invoice.notes,
        registration: None,
        style: Style::default(),
    }
}

fn printed(payment: &payments::Model, zone: Tz) -> DocumentPayment {
    DocumentPayment {
        tender: match payment.kind {
            PaymentKind::Withheld => "withholding".into(),
            PaymentKind::Bounced | PaymentKind::TakenBack => "bounced".into(),
            _ => payment.tender.to_value(),
        },
        on: local_day(payment.at, zone),
        amount: payment.amount,
        is_refund: payment.kind.is_out(),
        deposit: payment
            .reference
            .clone()
            .filter(|_| matches!(payment.kind, PaymentKind::Deposit | PaymentKind::Moved | PaymentKind::TakenBack)),
    }
}

/// As it is printed: what is not charged is said too.
pub fn exempt(exemption: &Exemption, suspended: Amount) -> DocumentExemption {
    let Exemption { number, reason, valid_until, .. } = exemption.clone();
    DocumentExemption { number, reason, valid_until, suspended }
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
        off: line.reduced.off,
        given: line.reduced.given,
        cover: line.reduced.cover.map(|cover| cover.to_value()),
    }
}

/// What can be printed, and what its file is called.
pub trait Printable: Serialize + Send + 'static {
    fn print(&self, renderer: &dyn Renderer) -> Result<Vec<u8>, String>;

    /// `F-LAC-2026-00042.pdf`; only characters that need no quoting anywhere.
    fn file_name(&self) -> String;
}

impl Printable for InvoiceDocument {
    fn print(&self, renderer: &dyn Renderer) -> Result<Vec<u8>, String> {
        renderer.invoice(self)
    }

    /// Of the work order's number for a draft.
    fn file_name(&self) -> String {
        self.number.as_ref().map_or_else(|| pdf::file_name(&format!("draft-{}", self.work_order_number)), |number| pdf::file_name(number))
    }
}

/// The document and its name, for messages.
pub async fn render(renderer: Arc<dyn Renderer>, document: impl Printable) -> Result<Pdf, Problem> {
    let file_name = document.file_name();
    let bytes = pdf::printed(move || document.print(renderer.as_ref())).await?;
    Ok(Pdf { file_name, bytes })
}
