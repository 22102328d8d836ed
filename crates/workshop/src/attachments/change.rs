//! Adds, takes away, puts back, and withdraws.

use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use contracts::workshop::WorkOrderId;
use kernel::Problem;
use kernel::files::attachments::commands::{self, Answer};
use kernel::files::attachments::{Attachment, AttachmentForm, Withdraw, read};
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use uuid::Uuid;

use super::orders::Orders;
use crate::{MODULE, Workshop};

/// Keeps a paper with a work order, whatever its state: a PDF, or a JPEG, PNG or WebP picture, of at most 10 MiB, told by its first bytes.
/// Permission: `work_order.update`. 409 `too-many-attachments`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/attachments", tag = MODULE, operation_id = "add_order_attachment",
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = String, Header)),
    request_body(content = AttachmentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Attachment)), security(("bearer" = [])))]
pub async fn add_order_attachment(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(order): Path<WorkOrderId>,
    key: IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Answer, Problem> {
    let key = key.required()?;
    commands::expect_writable(&Orders::of(&workshop), order.0, &actor).await?;
    let path = format!("/work-orders/{order}/attachments");
    commands::add(&Orders::of(&workshop), (order.0, &path), &actor, key.0.as_deref(), read(form).await?).await
}

/// Takes a paper away from an order that is not settled; it can be put back for a day.
///
/// Refused with `attachment-settled` once something of the order is issued or the order is over, and with `attachment-gone` when somebody
/// was quicker. Permission: `work_order.update`.
#[utoipa::path(delete, path = "/work-orders/{work_order_id}/attachments/{attachment_id}", tag = MODULE,
    operation_id = "remove_order_attachment", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("attachment_id" = Uuid, Path)),
    responses((status = 204, description = "It is taken away")))]
pub async fn remove_order_attachment(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((order, id)): Path<(WorkOrderId, Uuid)>,
) -> Result<StatusCode, Problem> {
    commands::remove(&Orders::of(&workshop), (order.0, id), &actor).await.map(|()| StatusCode::NO_CONTENT)
}

/// Puts back a paper that was taken away within the last day; one that stands is answered as it is. Permission: `work_order.update`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/attachments/{attachment_id}/restore", tag = MODULE,
    operation_id = "restore_order_attachment", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("attachment_id" = Uuid, Path)), responses((status = 200, body = Attachment)))]
pub async fn restore_order_attachment(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((order, id)): Path<(WorkOrderId, Uuid)>,
) -> Result<Json<Attachment>, Problem> {
    commands::restore(&Orders::of(&workshop), (order.0, id), &actor).await.map(Json)
}

/// Says that a paper counts no more, and why; it stays to be read. Refused with `attachment-gone` when it was withdrawn or taken away.
/// Permission: `work_order.update`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/attachments/{attachment_id}/withdraw", tag = MODULE,
    operation_id = "withdraw_order_attachment", security(("bearer" = [])), request_body = Withdraw,
    params(("work_order_id" = WorkOrderId, Path), ("attachment_id" = Uuid, Path)), responses((status = 200, body = Attachment)))]
pub async fn withdraw_order_attachment(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((order, id)): Path<(WorkOrderId, Uuid)>,
    Json(body): Json<Withdraw>,
) -> Result<Json<Attachment>, Problem> {
    commands::withdraw(&Orders::of(&workshop), (order.0, id), &actor, &body).await.map(Json)
}
