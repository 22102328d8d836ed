//! Adds, takes away, puts back, and withdraws.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use contracts::inventory::SupplierInvoiceId;
use kernel::Problem;
use kernel::files::attachments::commands::{self, Answer};
use kernel::files::attachments::{Attachment, AttachmentForm, Withdraw, read};
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use uuid::Uuid;

use crate::MODULE;
use crate::purchases::Purchasing;

/// Keeps a paper with a supplier's invoice, whatever its state: a PDF, or a JPEG, PNG or WebP picture, of at most 10 MiB, told by its first bytes.
/// Permission: `purchase.invoice`. 409 `too-many-attachments`.
#[utoipa::path(post, path = "/supplier-invoices/{supplier_invoice_id}/attachments", tag = MODULE, operation_id = "add_supplier_invoice_attachment",
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("Idempotency-Key" = String, Header)),
    request_body(content = AttachmentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Attachment)), security(("bearer" = [])))]
pub async fn add_supplier_invoice_attachment(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(invoice): Path<SupplierInvoiceId>,
    key: IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Answer, Problem> {
    let key = key.required()?;
    commands::expect_writable(&purchasing, invoice.0, &actor).await?;
    let path = format!("/supplier-invoices/{invoice}/attachments");
    commands::add(&purchasing, (invoice.0, &path), &actor, key.0.as_deref(), read(form).await?).await
}

/// Takes a paper away from an invoice that is not billed yet; it can be put back for a day.
///
/// Refused with `attachment-settled` once it is billed or cancelled, and with `attachment-gone` when somebody was quicker. Permission: `purchase.invoice`.
#[utoipa::path(delete, path = "/supplier-invoices/{supplier_invoice_id}/attachments/{attachment_id}", tag = MODULE,
    operation_id = "remove_supplier_invoice_attachment", security(("bearer" = [])),
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("attachment_id" = Uuid, Path)),
    responses((status = 204, description = "It is taken away")))]
pub async fn remove_supplier_invoice_attachment(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(SupplierInvoiceId, Uuid)>,
) -> Result<StatusCode, Problem> {
    commands::remove(&purchasing, (invoice.0, id), &actor).await.map(|()| StatusCode::NO_CONTENT)
}

/// Puts back a paper that was taken away within the last day; one that stands is answered as it is. Permission: `purchase.invoice`.
#[utoipa::path(post, path = "/supplier-invoices/{supplier_invoice_id}/attachments/{attachment_id}/restore", tag = MODULE,
    operation_id = "restore_supplier_invoice_attachment", security(("bearer" = [])),
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("attachment_id" = Uuid, Path)), responses((status = 200, body = Attachment)))]
pub async fn restore_supplier_invoice_attachment(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(SupplierInvoiceId, Uuid)>,
) -> Result<Json<Attachment>, Problem> {
    commands::restore(&purchasing, (invoice.0, id), &actor).await.map(Json)
}

/// Says that a paper counts no more, and why; it stays to be read. Refused with `attachment-gone` when it was withdrawn or taken away.
/// Permission: `purchase.invoice`.
#[utoipa::path(post, path = "/supplier-invoices/{supplier_invoice_id}/attachments/{attachment_id}/withdraw", tag = MODULE,
    operation_id = "withdraw_supplier_invoice_attachment", security(("bearer" = [])), request_body = Withdraw,
    params(("supplier_invoice_id" = SupplierInvoiceId, Path), ("attachment_id" = Uuid, Path)), responses((status = 200, body = Attachment)))]
pub async fn withdraw_supplier_invoice_attachment(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(SupplierInvoiceId, Uuid)>,
    Json(body): Json<Withdraw>,
) -> Result<Json<Attachment>, Problem> {
    commands::withdraw(&purchasing, (invoice.0, id), &actor, &body).await.map(Json)
}
