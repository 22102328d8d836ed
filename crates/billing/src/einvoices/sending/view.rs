//! What the API shows of an electronic document on its way.

use chrono::{DateTime, Utc};
use contracts::billing::{INVOICE_ISSUE, INVOICE_READ, InvoiceId};
use kernel::{Actor, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::document::{DocumentKind, Outcome, State, Step, is_overdue};
use super::tables::{attempts, documents::Model};
use crate::einvoices::settings::{Choice, Platform};
use crate::invoices::invoice::CustomerRef;

/// An electronic document and how far it came.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = EInvoice)]
pub struct EInvoiceView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub kind: DocumentKind,
    /// The invoice or the credit note.
    pub document_id: Uuid,
    /// The invoice itself, or the one that is credited.
    pub invoice_id: InvoiceId,
    #[schema(example = "F-LAC-2026-00042")]
    pub number: String,
    pub customer: CustomerRef,
    pub format: Choice,
    pub platform: Platform,
    pub state: State,
    /// It is not accepted, and the site's hours are over.
    pub overdue: bool,
    /// What the platform registered it under.
    pub reference: Option<String>,
    /// Why it was rejected.
    pub why: Option<String>,
    pub issued_at: DateTime<Utc>,
    /// Since when it is in its state.
    pub changed_at: DateTime<Utc>,
    /// When it is tried again; null where it waits for a person.
    pub next_at: Option<DateTime<Utc>>,
    /// Fruitless tries in a row.
    pub failures: i32,
    pub version: i64,
    /// Of `resend`, `record`, `download`: what the caller may do now.
    pub actions: Vec<String>,
}

/// The same with every try.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EInvoiceRecord {
    #[serde(flatten)]
    pub document: EInvoiceView,
    /// The buyer's number with the tax office, where it was mended after the document was issued.
    pub tax_id: Option<String>,
    /// Where the buyer is found on the network, as the document leaves.
    pub electronic_address: Option<String>,
    /// What the QR code of an accepted document says.
    pub code: Option<String>,
    /// The oldest first.
    pub attempts: Vec<EInvoiceAttempt>,
}

/// A try, and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EInvoiceAttempt {
    pub at: DateTime<Utc>,
    pub step: Step,
    pub outcome: Outcome,
    /// What the platform, or what signs, said; what was mended.
    pub told: Option<String>,
    /// Null for the program.
    pub by: Option<String>,
}

/// How many documents stand where. Those that are accepted are not counted: they are all the others.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct EInvoiceCounts {
    pub pending: i64,
    pub signed: i64,
    pub sent: i64,
    pub rejected: i64,
    /// Of all these.
    pub overdue: i64,
}

impl EInvoiceView {
    pub fn of(actor: &Actor, row: Model, now: DateTime<Utc>) -> Self {
        Self {
            overdue: is_overdue(&row, now),
            actions: actions(actor, &row),
            id: row.id,
            site_id: row.site_id,
            kind: row.kind,
            document_id: row.document_id,
            invoice_id: row.invoice_id,
            number: row.number,
            customer: CustomerRef { id: row.customer_id, name: row.customer_name },
            format: row.format,
            platform: row.platform,
            state: row.state,
            reference: row.reference,
            why: row.why,
            issued_at: row.issued_at,
            changed_at: row.changed_at,
            next_at: row.next_at,
            failures: row.failures,
            version: row.version,
        }
    }
}

impl EInvoiceRecord {
    pub fn of(actor: &Actor, row: Model, attempts: Vec<attempts::Model>, now: DateTime<Utc>) -> Self {
        let (tax_id, electronic_address, code) = (row.tax_id.clone(), row.electronic_address.clone(), row.code.clone());
        let attempts = attempts.into_iter().map(EInvoiceAttempt::from).collect();
        Self { document: EInvoiceView::of(actor, row, now), tax_id, electronic_address, code, attempts }
    }
}

impl From<attempts::Model> for EInvoiceAttempt {
    fn from(row: attempts::Model) -> Self {
        Self { at: row.at, step: row.step, outcome: row.outcome, told: row.told, by: row.by_name }
    }
}

fn actions(actor: &Actor, row: &Model) -> Vec<String> {
    let mut possible = vec![];
    if may_resend(row) {
        possible.push(("resend", INVOICE_ISSUE));
    }
    if may_record(row) {
        possible.push(("record", INVOICE_ISSUE));
    }
    if row.format == Choice::Teif || row.platform == Platform::Peppyrus {
        possible.push(("download", INVOICE_READ));
    }
    actor.allowed(row.site_id, &possible).into_iter().map(str::to_owned).collect()
}

/// What was rejected, and what a machine tries in vain.
pub fn may_resend(row: &Model) -> bool {
    row.state == State::Rejected || (row.failures > 0 && row.state != State::Accepted)
}

/// What somebody brought there.
pub fn may_record(row: &Model) -> bool {
    row.platform == Platform::Hand && row.state != State::Accepted
}
