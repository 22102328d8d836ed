//! What is kept with a supplier's invoice.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::inventory::SupplierInvoiceId;
use kernel::Problem;
use kernel::files::attachments::{AttachmentBytes, Attachments, commands};
use kernel::http::{Caller, Json, Path, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::MODULE;
use crate::purchases::Purchasing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SupplierAttachmentQuery {
    /// A small JPEG of a picture, at most 400 pixels wide and high.
    thumbnail: Option<bool>,
}

/// The papers kept with a supplier's invoice, the newest first. Permission: `purchase.read`.
#[utoipa::path(get, path = "/supplier-invoices/{supplier_invoice_id}/attachments", tag = MODULE, operation_id = "list_supplier_invoice_attachments",
    params(("supplier_invoice_id" = SupplierInvoiceId, Path)), responses((status = 200, body = Attachments)), security(("bearer" = [])))]
pub async fn list_supplier_invoice_attachments(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(invoice): Path<SupplierInvoiceId>,
) -> Result<Json<Attachments>, Problem> {
    commands::list(&purchasing, invoice.0, &actor).await.map(Json)
}

/// A paper itself, or its thumbnail; 404 where a PDF has none. Permission: `purchase.read`.
#[utoipa::path(get, path = "/supplier-invoices/{supplier_invoice_id}/attachments/{attachment_id}", tag = MODULE, operation_id = "get_supplier_invoice_attachment",
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("attachment_id" = Uuid, Path), SupplierAttachmentQuery),
    responses(
        (status = 200, content((AttachmentBytes = "image/jpeg"), (AttachmentBytes = "image/png"), (AttachmentBytes = "application/pdf"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_supplier_invoice_attachment(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(SupplierInvoiceId, Uuid)>,
    Query(query): Query<SupplierAttachmentQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    commands::show(&purchasing, (invoice.0, id), query.thumbnail == Some(true), &actor, &headers).await
}
