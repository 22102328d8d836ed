//! What is kept with an order, and with the orders of an invoice.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::InvoiceId;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::files::attachments::{Attachment, AttachmentBytes, Attachments, commands, shown, standing_of};
use kernel::http::{Caller, Json, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::orders::{Orders, of_invoice};
use crate::inspections::photos::show::PhotoQuery;
use crate::{MODULE, Workshop};

/// The papers kept with a work order, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/attachments", tag = MODULE, operation_id = "list_order_attachments",
    params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = Attachments)), security(("bearer" = [])))]
pub async fn list_order_attachments(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(order): Path<WorkOrderId>,
) -> Result<Json<Attachments>, Problem> {
    commands::list(&Orders::of(&workshop), order.0, &actor).await.map(Json)
}

/// A paper itself, or its thumbnail; 404 where a PDF has none. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/attachments/{attachment_id}", tag = MODULE, operation_id = "get_order_attachment",
    params(("work_order_id" = WorkOrderId, Path), ("attachment_id" = Uuid, Path), PhotoQuery),
    responses(
        (status = 200, content((AttachmentBytes = "image/jpeg"), (AttachmentBytes = "image/png"), (AttachmentBytes = "application/pdf"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_order_attachment(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((order, id)): Path<(WorkOrderId, Uuid)>,
    Query(query): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    commands::show(&Orders::of(&workshop), (order.0, id), query.thumbnail == Some(true), &actor, &headers).await
}

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InvoicedQuery {
    /// Whose orders.
    invoice: InvoiceId,
}

/// An order of an invoice, and the papers kept with it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvoicedAttachments {
    pub work_order_id: WorkOrderId,
    pub number: String,
    /// The newest first. What may be done with them, their order tells.
    pub items: Vec<Attachment>,
}

/// The papers of an invoice's orders.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrdersAttachments {
    /// Only orders that have some, the oldest first.
    pub orders: Vec<InvoicedAttachments>,
}

/// The papers kept with the orders of an invoice, at sites whose orders the caller reads. An invoice that no order knows has none.
/// Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-order-attachments", tag = MODULE, operation_id = "list_invoiced_attachments",
    params(InvoicedQuery), responses((status = 200, body = OrdersAttachments)), security(("bearer" = [])))]
pub async fn list_invoiced_attachments(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<InvoicedQuery>,
) -> Result<Json<OrdersAttachments>, Problem> {
    actor.permit_anywhere(WORK_ORDER_READ)?;
    let reader = workshop.context.db.reader();
    let mut orders = of_invoice(reader, query.invoice).await?;
    orders.retain(|order| actor.may(WORK_ORDER_READ, order.site_id));
    let ids: Vec<Uuid> = orders.iter().map(|order| order.id.0).collect();
    let found = standing_of(reader, MODULE, &ids).await?;
    let of = |id: Uuid| found.iter().filter(|kept| kept.record == id).map(|kept| shown(kept.clone(), false, true)).collect();
    let orders =
        orders.into_iter().map(|order| InvoicedAttachments { items: of(order.id.0), work_order_id: order.id, number: order.number });
    Ok(Json(OrdersAttachments { orders: orders.filter(|order: &InvoicedAttachments| !order.items.is_empty()).collect() }))
}
