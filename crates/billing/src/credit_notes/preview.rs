//! `POST /invoices/{id}/credit-notes/preview`

use axum::Json as Answer;
use axum::extract::State;
use contracts::billing::{INVOICE_CREDIT, InvoiceId};
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, Problem};

use super::input::{CreditInput, Surplus};
use super::note::Credit;
use super::store;
use super::view::{CreditNoteLine, CreditNotePreview};
use crate::Billing;
use crate::invoices::store as invoices;

/// What a credit note would take back, and what would be due then. Nothing changes. Permission: `invoice.credit`.
#[utoipa::path(
    post, path = "/invoices/{invoice_id}/credit-notes/preview", operation_id = "preview_credit_note", tag = "billing",
    security(("bearer" = [])), params(("invoice_id" = String, Path, format = Uuid)), request_body = CreditInput,
    responses((status = 200, body = CreditNotePreview))
)]
pub async fn preview_credit_note(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    Json(body): Json<CreditInput>,
) -> Result<Answer<CreditNotePreview>, Problem> {
    let conn = billing.context.db.reader();
    let invoice = invoices::find(conn, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_CREDIT, invoice.site_id)?;
    let credit = Credit::of(&invoice, &store::before(conn, id).await?, &body)?;
    let after = invoice.due() - credit.totals.total;
    let surplus = Amount(after.0.min(0).saturating_neg());
    let returns = if body.return_stock { credit.parts().map(CreditNoteLine::from).collect() } else { vec![] };
    let due = if body.surplus == Surplus::Account { after.max(Amount::ZERO) } else { after };
    let lines = credit.lines.iter().map(CreditNoteLine::from).collect();
    Ok(Answer(CreditNotePreview { lines, totals: credit.totals, due, surplus, returns }))
}
