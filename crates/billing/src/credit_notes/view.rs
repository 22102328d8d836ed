//! What the API shows of a credit note.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{CreditNoteId, InvoiceId};
use contracts::customers::Exemption;
use contracts::documents::Language;
use contracts::workshop::LineId;
use kernel::money::Totals;
use kernel::{Amount, BasisPoints, Currency, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::note::{CreditLine, Taken};
use super::store::CreditNote;
use crate::invoices::InvoiceExemption;
use crate::invoices::invoice::{self, CustomerRef};

/// What was taken back of an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CreditNote)]
pub struct CreditNoteView {
    pub id: CreditNoteId,
    #[schema(example = "AV-LAC-2026-00001")]
    pub number: String,
    pub site_id: SiteId,
    pub invoice: CreditedInvoice,
    pub customer: CustomerRef,
    pub reason: String,
    pub lines: Vec<CreditNoteLine>,
    pub totals: Totals,
    /// The invoice's, by which it was sold without VAT.
    #[serde(default)]
    pub exemption: Option<InvoiceExemption>,
    /// `fr`, `ar` or `en`: the invoice's.
    #[schema(value_type = Language)]
    pub language: String,
    pub issued_on: NaiveDate,
    pub issued_at: DateTime<Utc>,
    /// Who issued it.
    pub by: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreditedInvoice {
    pub id: InvoiceId,
    pub number: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreditNoteLine {
    /// Of the invoice.
    pub line_id: LineId,
    pub job_title: String,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    /// Zero for a price reduction.
    pub quantity: Quantity,
    pub unit_price: Amount,
    pub discount: BasisPoints,
    pub vat_rate: BasisPoints,
    pub net: Amount,
}

/// What a credit note would be, before anything happens.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreditNotePreview {
    pub lines: Vec<CreditNoteLine>,
    pub totals: Totals,
    /// Of the invoice after it; below zero it is the customer's, and may be handed back.
    pub due: Amount,
    /// What is paid beyond what the invoice asks for then.
    pub surplus: Amount,
    /// What lies in the stock again, when it is asked for.
    pub returns: Vec<CreditNoteLine>,
}

/// A credit note on its invoice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreditNoteLabel {
    pub id: CreditNoteId,
    pub number: String,
    pub issued_on: NaiveDate,
    pub total: Amount,
    pub reason: String,
}

/// A credit note in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreditNoteRow {
    pub id: CreditNoteId,
    pub number: String,
    pub site_id: SiteId,
    pub invoice: CreditedInvoice,
    pub customer: CustomerRef,
    pub reason: String,
    pub total: Amount,
    pub currency: String,
    pub issued_on: NaiveDate,
}

impl From<&Taken> for CreditNoteLine {
    fn from(taken: &Taken) -> Self {
        let line = taken.line.clone();
        Self {
            line_id: line.id,
            job_title: line.job_title,
            code: line.code,
            description: line.description,
            unit: line.unit,
            quantity: taken.quantity,
            unit_price: line.unit_price,
            discount: line.discount,
            vat_rate: line.vat_rate,
            net: taken.net,
        }
    }
}

impl From<CreditLine> for CreditNoteLine {
    fn from(row: CreditLine) -> Self {
        Self {
            line_id: row.line_id,
            job_title: row.job_title,
            code: row.code,
            description: row.description,
            unit: row.unit,
            quantity: row.quantity,
            unit_price: row.unit_price,
            discount: row.discount,
            vat_rate: row.vat_rate,
            net: row.net,
        }
    }
}

impl From<CreditNote> for CreditNoteLabel {
    fn from(note: CreditNote) -> Self {
        Self { id: note.id, number: note.number, issued_on: note.issued_on, total: note.total, reason: note.reason }
    }
}

impl From<CreditNote> for CreditNoteRow {
    fn from(note: CreditNote) -> Self {
        Self {
            id: note.id,
            number: note.number,
            site_id: note.site_id,
            invoice: CreditedInvoice { id: note.invoice_id, number: note.invoice_number },
            customer: CustomerRef { id: note.customer_id, name: note.customer_name },
            reason: note.reason,
            total: note.total,
            currency: note.currency,
            issued_on: note.issued_on,
        }
    }
}

pub fn whole(note: CreditNote, lines: Vec<CreditLine>) -> CreditNoteView {
    CreditNoteView {
        totals: totals(&note),
        // What is kept was written by the program; whoever needs it by law reads it with its fault.
        exemption: exemption(&note).ok().flatten().map(|known| InvoiceExemption::of(&known, suspended(&note, &lines))),
        id: note.id,
        number: note.number,
        site_id: note.site_id,
        invoice: CreditedInvoice { id: note.invoice_id, number: note.invoice_number },
        customer: CustomerRef { id: note.customer_id, name: note.customer_name },
        reason: note.reason,
        lines: lines.into_iter().map(CreditNoteLine::from).collect(),
        language: note.language,
        issued_on: note.issued_on,
        issued_at: note.issued_at,
        by: note.by_name,
    }
}

/// The invoice's certificate.
pub fn exemption(note: &CreditNote) -> Result<Option<Exemption>, Problem> {
    note.exemption.as_deref().map(serde_json::from_str).transpose().map_err(|error| Problem::internal(&error))
}

/// The VAT that was not charged of what it takes back.
pub fn suspended(note: &CreditNote, lines: &[CreditLine]) -> Amount {
    let currency = Currency::from_code(&note.currency).unwrap_or(Currency::EUR);
    invoice::suspended(currency, lines.iter().map(|line| (line.taxed(), line.exempt_from)))
}

/// As they were worked out when it was issued.
pub fn totals(note: &CreditNote) -> Totals {
    Totals {
        currency: note.currency.clone(),
        net: note.net,
        levies: note.levies.as_deref().and_then(|levies| serde_json::from_str(levies).ok()).unwrap_or_default(),
        vat_groups: serde_json::from_str(&note.vat_groups).unwrap_or_default(),
        vat: note.vat,
        gross: note.gross,
        rounding: note.rounding,
        stamp_duty: note.stamp_duty,
        total: note.total,
    }
}
