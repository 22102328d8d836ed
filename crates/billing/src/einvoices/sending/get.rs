//! `GET /e-invoices/{id}`, and its file.

use std::sync::Arc;

use axum::extract::State as Wired;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::tables::documents::Model;
use super::view::EInvoiceRecord;
use super::{step, store};
use crate::einvoices::EInvoices;
use crate::einvoices::format::Format;

/// An electronic document with every try. Permission: `invoice.read`.
#[utoipa::path(get, path = "/e-invoices/{e_invoice_id}", tag = "billing", operation_id = "get_sent_e_invoice", security(("bearer" = [])),
    params(("e_invoice_id" = Uuid, Path)), responses((status = 200, body = EInvoiceRecord)))]
pub async fn get_sent_e_invoice(
    Wired(it): Wired<Arc<EInvoices>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<EInvoiceRecord>, Problem> {
    let row = read(&it, &actor, id).await?;
    shown(&it, &actor, row).await
}

pub async fn read(it: &EInvoices, actor: &Actor, id: Uuid) -> Result<Model, Problem> {
    let row = store::find(it.billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, row.site_id)?;
    Ok(row)
}

pub async fn shown(it: &EInvoices, actor: &Actor, row: Model) -> Result<Versioned<EInvoiceRecord>, Problem> {
    let attempts = store::attempts_of(it.billing.context.db.reader(), row.id).await?;
    Ok(Versioned(row.version, EInvoiceRecord::of(actor, row, attempts, it.billing.context.clock.now())))
}

/// The XML of an electronic document, to be brought to the platform by hand: signed, where it is signed. A Factur-X is the file of the
/// invoice or the credit note itself. Permission: `invoice.read`.
#[utoipa::path(get, path = "/e-invoices/{e_invoice_id}/file", tag = "billing", operation_id = "get_e_invoice_file", security(("bearer" = [])),
    params(("e_invoice_id" = Uuid, Path)), responses((status = 200, content((String = "application/xml")))))]
pub async fn get_e_invoice_file(
    Wired(it): Wired<Arc<EInvoices>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let row = read(&it, &actor, id).await?;
    let xml = match row.xml.clone() {
        Some(xml) => xml,
        None => unsigned(&it, &row).await?,
    };
    let name = kernel::pdf::file_name(&row.number).replace(".pdf", ".xml");
    let kind = [(header::CONTENT_TYPE, "application/xml".to_owned())];
    Ok((kind, [(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))], xml).into_response())
}

async fn unsigned(it: &EInvoices, row: &Model) -> Result<String, Problem> {
    let format: Format = row.format.into();
    Ok(format.write(&step::written(it, row).await?))
}
