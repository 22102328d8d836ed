//! What is kept with an invoice.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::InvoiceId;
use kernel::Problem;
use kernel::files::attachments::{AttachmentBytes, Attachments, commands};
use kernel::http::{Caller, Json, Path, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{Billing, MODULE};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AttachmentQuery {
    /// A small JPEG of a picture, at most 400 pixels wide and high.
    thumbnail: Option<bool>,
}

/// The papers kept with an invoice, the newest first. Permission: `invoice.read`.
#[utoipa::path(get, path = "/invoices/{invoice_id}/attachments", tag = MODULE, operation_id = "list_invoice_attachments",
    params(("invoice_id" = InvoiceId, Path)), responses((status = 200, body = Attachments)), security(("bearer" = [])))]
pub async fn list_invoice_attachments(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(invoice): Path<InvoiceId>,
) -> Result<Json<Attachments>, Problem> {
    commands::list(&billing, invoice.0, &actor).await.map(Json)
}

/// A paper itself, or its thumbnail; 404 where a PDF has none. Permission: `invoice.read`.
#[utoipa::path(get, path = "/invoices/{invoice_id}/attachments/{attachment_id}", tag = MODULE, operation_id = "get_invoice_attachment",
    params(("invoice_id" = InvoiceId, Path), ("attachment_id" = Uuid, Path), AttachmentQuery),
    responses(
        (status = 200, content((AttachmentBytes = "image/jpeg"), (AttachmentBytes = "image/png"), (AttachmentBytes = "application/pdf"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_invoice_attachment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(InvoiceId, Uuid)>,
    Query(query): Query<AttachmentQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    commands::show(&billing, (invoice.0, id), query.thumbnail == Some(true), &actor, &headers).await
}
