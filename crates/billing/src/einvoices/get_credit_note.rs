//! `GET /credit-notes/{id}/e-invoice`

use axum::extract::State;
use axum::response::Response;
use contracts::billing::CreditNoteId;
use kernel::Problem;
use kernel::http::{Caller, Path, Query};

use super::credit_note::of_note;
use super::format::{FormatQuery, hand_out};
use super::reach::of_document;
use crate::Billing;
use crate::credit_notes::{read, store, styled};
use crate::invoices::store as invoices;

/// A credit note as an electronic one, which names the invoice that it takes back from. What the format would refuse is refused here, each
/// fault with its rule and its place. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/credit-notes/{credit_note_id}/e-invoice", operation_id = "get_electronic_credit_note", tag = "billing",
    security(("bearer" = [])), params(("credit_note_id" = CreditNoteId, Path), FormatQuery),
    responses((status = 200, content((String = "application/xml"), (Vec<u8> = "application/pdf"))))
)]
pub async fn get_electronic_credit_note(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CreditNoteId>,
    Query(FormatQuery { format }): Query<FormatQuery>,
) -> Result<Response, Problem> {
    let note = read(&billing, &actor, id).await?;
    let conn = billing.context.db.reader();
    let lines = store::lines(conn, id).await?;
    let invoice = invoices::find(conn, note.invoice_id).await?;
    let issue = invoice.as_ref().and_then(|invoice| invoice.issued());
    let site = contracts::identity::site(billing.sites.as_ref(), note.site_id).await?;
    let mut written = of_note(&note, &lines, issue.map(|issue| issue.on), &site.country)?;
    if let Some(invoice) = &invoice {
        of_document(&billing, note.site_id, id.0, invoice.customer.id).await?.write_to(&mut written);
    }
    let printed = styled(&billing, note, lines, None).await?;
    hand_out(&billing, &written, printed, format).await
}
