//! `GET /document-styles/{site}`

use axum::extract::State;
use contracts::billing::INVOICE_READ;
use contracts::identity::site;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Problem, SiteId};

use super::store;
use super::view::DocumentStyle;
use crate::Billing;

/// How a site's documents look: invoices, credit notes, receipts, statements and delivery slips. Permission: `invoice.read`.
#[utoipa::path(get, path = "/document-styles/{site_id}", tag = "billing", operation_id = "get_document_style",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = DocumentStyle)), security(("bearer" = [])))]
pub async fn get_document_style(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<DocumentStyle>, Problem> {
    actor.permit(INVOICE_READ, id)?;
    site(billing.sites.as_ref(), id).await?;
    let conn = billing.context.db.reader();
    let row = store::find(conn, id, None).await?;
    let logo = match &row {
        Some(row) => store::logo(conn, row).await?,
        None => None,
    };
    let style = DocumentStyle::new(id, row, logo, &actor);
    Ok(Versioned(style.version, style))
}
