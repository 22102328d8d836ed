//! `GET /credit-notes/{id}`

use axum::Json;
use axum::extract::State;
use contracts::billing::{CreditNoteId, INVOICE_READ};
use kernel::http::{Caller, Path};
use kernel::{Actor, Problem};

use super::store::{self, CreditNote};
use super::view::{self, CreditNoteView};
use crate::Billing;

/// A credit note with its lines. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/credit-notes/{credit_note_id}", operation_id = "get_credit_note", tag = "billing", security(("bearer" = [])),
    params(("credit_note_id" = CreditNoteId, Path)),
    responses((status = 200, body = CreditNoteView))
)]
pub async fn get_credit_note(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CreditNoteId>,
) -> Result<Json<CreditNoteView>, Problem> {
    let note = read(&billing, &actor, id).await?;
    let lines = store::lines(billing.context.db.reader(), id).await?;
    Ok(Json(view::whole(note, lines)))
}

/// A credit note that the caller may see.
pub async fn read(billing: &Billing, actor: &Actor, id: CreditNoteId) -> Result<CreditNote, Problem> {
    let note = store::find(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, note.site_id)?;
    Ok(note)
}
