//! `GET /invoices/{id}/e-invoice`

use axum::extract::State;
use axum::response::Response;
use contracts::billing::InvoiceId;
use kernel::Problem;
use kernel::http::{Caller, Path, Query};

use super::format::{FormatQuery, hand_out};
use super::model::of_invoice;
use super::reach::of_document;
use crate::Billing;
use crate::error::Error;
use crate::invoices::{document, get};

/// An issued invoice as an electronic one. What the format would refuse is refused here, each fault with its rule and its place in the
/// invoice. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/invoices/{invoice_id}/e-invoice", operation_id = "get_e_invoice", tag = "billing", security(("bearer" = [])),
    params(("invoice_id" = InvoiceId, Path), FormatQuery),
    responses(
        (status = 200, content((String = "application/xml"), (Vec<u8> = "application/pdf"))),
        (status = 409, description = "It is a draft (`not-issued`), or an earlier system's (`no-document`)")
    )
)]
pub async fn get_e_invoice(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    Query(FormatQuery { format }): Query<FormatQuery>,
) -> Result<Response, Problem> {
    let invoice = get::read(&billing, &actor, id).await?;
    if invoice.opening().is_some() {
        return Err(Error::NoDocument.into());
    }
    let issue = invoice.issued().ok_or(Error::NotIssued)?;
    let site = contracts::identity::site(billing.sites.as_ref(), invoice.site_id).await?;
    let mut written = of_invoice(&invoice, issue, &site.country)?;
    of_document(&billing, invoice.site_id, id.0, invoice.customer.id).await?.write_to(&mut written);
    let printed = document::compose(&billing, invoice, None).await?;
    hand_out(&billing, &written, printed, format).await
}
