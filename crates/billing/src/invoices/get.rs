//! `GET /invoices/{id}`

use axum::extract::State;
use contracts::billing::{INVOICE_READ, InvoiceId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Problem};

use super::invoice::Invoice;
use super::store;
use super::view::{self, InvoiceView};
use crate::Billing;

/// One invoice with its lines, totals and payments.
///
/// Permission: `invoice.read`.
#[utoipa::path(
    get,
    path = "/invoices/{invoice_id}",
    tag = "billing",
    params(("invoice_id" = String, Path, format = Uuid)),
    responses(
        (status = 200, body = InvoiceView)
    ),
    security(("bearer" = []))
)]
pub async fn get_invoice(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
) -> Result<Versioned<InvoiceView>, Problem> {
    let invoice = read(&billing, &actor, id).await?;
    let view = view::show(&billing, &actor, invoice).await?;
    Ok(Versioned(view.version, view))
}

/// The invoice, when the actor may read it.
pub async fn read(billing: &Billing, actor: &Actor, id: InvoiceId) -> Result<Invoice, Problem> {
    let invoice = store::find(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, invoice.site_id)?;
    Ok(invoice)
}
