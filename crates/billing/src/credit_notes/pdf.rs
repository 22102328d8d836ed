//! `GET /credit-notes/{id}/pdf`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::CreditNoteId;
use contracts::documents::{DocumentLine, InvoiceDocument, Language, Style};
use kernel::http::{Caller, Path, Query};
use kernel::money::line_net;
use kernel::{Amount, BasisPoints, Problem, Quantity};

use super::note::CreditLine;
use super::store::{self, CreditNote};
use super::{get, view};
use crate::Billing;
use crate::einvoices::sending::store::registration;
use crate::invoices::document::exempt;
use crate::invoices::invoice::Parties;
use crate::invoices::pdf::{PaperQuery, PdfFile, answer};
use crate::styles;

/// The credit note as PDF, to show in the browser. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/credit-notes/{credit_note_id}/pdf", operation_id = "print_credit_note", tag = "billing", security(("bearer" = [])),
    params(("credit_note_id" = CreditNoteId, Path), PaperQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_credit_note(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CreditNoteId>,
    Query(asked): Query<PaperQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let note = get::read(&billing, &actor, id).await?;
    let conn = billing.context.db.reader();
    let (lines, registration) = (store::lines(conn, id).await?, registration(conn, id.0).await?);
    let mut document = styled(&billing, note, lines, asked.lang).await?;
    document.style.size = asked.paper.unwrap_or_default();
    answer(&billing, InvoiceDocument { registration, ..document }, &headers).await
}

/// By the style of its day.
pub async fn styled(
    billing: &Billing,
    note: CreditNote,
    lines: Vec<CreditLine>,
    language: Option<Language>,
) -> Result<InvoiceDocument, Problem> {
    let (site, at) = (note.site_id, note.issued_at);
    let document = document(note, lines, language)?;
    let style = styles::store::at(billing.context.db.reader(), site, Some(at), document.language).await?;
    Ok(InvoiceDocument { style, ..document })
}

/// As an invoice is printed, with the invoice that it is of.
fn document(note: CreditNote, lines: Vec<CreditLine>, language: Option<Language>) -> Result<InvoiceDocument, Problem> {
    let parties: Parties = serde_json::from_str(&note.parties).map_err(|error| Problem::internal(&error))?;
    Ok(InvoiceDocument {
        language: language.unwrap_or(Language::from_code(&note.language)),
        totals: view::totals(&note),
        exemption: view::exemption(&note)?.map(|known| exempt(&known, view::suspended(&note, &lines))),
        number: Some(note.number),
        credits: Some(note.invoice_number),
        issued_on: Some(note.issued_on),
        due_on: None,
        seller: parties.seller,
        bank_account: String::new(),
        buyer: parties.buyer,
        vehicle_plate: note.vehicle_plate,
        vehicle_label: note.vehicle_label,
        odometer_km: None,
        work_order_number: note.work_order_number,
        po_number: None,
        together: vec![],
        lines: lines.into_iter().map(printed).collect(),
        notes: vec![note.reason],
        payments: vec![],
        paid: Amount::ZERO,
        due: note.total,
        registration: None,
        style: Style::default(),
    })
}

/// A price reduction is one of its amount.
fn printed(line: CreditLine) -> DocumentLine {
    let is_reduction = line.quantity == Quantity::ZERO;
    let (quantity, unit_price, discount) =
        if is_reduction { (Quantity::whole(1), line.net, BasisPoints(0)) } else { (line.quantity, line.unit_price, line.discount) };
    // More than rounding a part of the line leaves was taken off it by its job or order.
    let off = line_net(quantity, unit_price, discount) - line.net;
    DocumentLine {
        off: if off.0 > 1 { off } else { Amount::ZERO },
        given: Amount::ZERO,
        cover: None,
        job_title: line.job_title,
        code: line.code,
        description: line.description,
        unit: if is_reduction { String::new() } else { line.unit },
        quantity,
        unit_price,
        discount,
        vat_rate: line.vat_rate,
        net: line.net,
    }
}
