//! Adds, takes away, puts back, and withdraws.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use contracts::billing::InvoiceId;
use kernel::Problem;
use kernel::files::attachments::commands::{self, Answer};
use kernel::files::attachments::{Attachment, AttachmentForm, Withdraw, read};
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use uuid::Uuid;

use crate::{Billing, MODULE};

/// Keeps a paper with an invoice, whatever its state: a PDF, or a JPEG, PNG or WebP picture, of at most 10 MiB, told by its first bytes.
/// Permission: `invoice.issue`. 409 `too-many-attachments`.
#[utoipa::path(post, path = "/invoices/{invoice_id}/attachments", tag = MODULE, operation_id = "add_invoice_attachment",
    params(("invoice_id" = InvoiceId, Path), ("Idempotency-Key" = String, Header)),
    request_body(content = AttachmentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Attachment)), security(("bearer" = [])))]
pub async fn add_invoice_attachment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(invoice): Path<InvoiceId>,
    key: IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Answer, Problem> {
    let key = key.required()?;
    commands::expect_writable(&billing, invoice.0, &actor).await?;
    let path = format!("/invoices/{invoice}/attachments");
    commands::add(&billing, (invoice.0, &path), &actor, key.0.as_deref(), read(form).await?).await
}

/// Takes a paper away from a draft; it can be put back for a day.
///
/// Refused with `attachment-settled` once it is issued, and with `attachment-gone` when somebody was quicker. Permission: `invoice.issue`.
#[utoipa::path(delete, path = "/invoices/{invoice_id}/attachments/{attachment_id}", tag = MODULE,
    operation_id = "remove_invoice_attachment", security(("bearer" = [])),
    params(("invoice_id" = InvoiceId, Path), ("attachment_id" = Uuid, Path)),
    responses((status = 204, description = "It is taken away")))]
pub async fn remove_invoice_attachment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(InvoiceId, Uuid)>,
) -> Result<StatusCode, Problem> {
    commands::remove(&billing, (invoice.0, id), &actor).await.map(|()| StatusCode::NO_CONTENT)
}

/// Puts back a paper that was taken away within the last day; one that stands is answered as it is. Permission: `invoice.issue`.
#[utoipa::path(post, path = "/invoices/{invoice_id}/attachments/{attachment_id}/restore", tag = MODULE,
    operation_id = "restore_invoice_attachment", security(("bearer" = [])),
    params(("invoice_id" = InvoiceId, Path), ("attachment_id" = Uuid, Path)), responses((status = 200, body = Attachment)))]
pub async fn restore_invoice_attachment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(InvoiceId, Uuid)>,
) -> Result<Json<Attachment>, Problem> {
    commands::restore(&billing, (invoice.0, id), &actor).await.map(Json)
}

/// Says that a paper counts no more, and why; it stays to be read. Refused with `attachment-gone` when it was withdrawn or taken away.
/// Permission: `invoice.issue`.
#[utoipa::path(post, path = "/invoices/{invoice_id}/attachments/{attachment_id}/withdraw", tag = MODULE,
    operation_id = "withdraw_invoice_attachment", security(("bearer" = [])), request_body = Withdraw,
    params(("invoice_id" = InvoiceId, Path), ("attachment_id" = Uuid, Path)), responses((status = 200, body = Attachment)))]
pub async fn withdraw_invoice_attachment(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path((invoice, id)): Path<(InvoiceId, Uuid)>,
    Json(body): Json<Withdraw>,
) -> Result<Json<Attachment>, Problem> {
    commands::withdraw(&billing, (invoice.0, id), &actor, &body).await.map(Json)
}
