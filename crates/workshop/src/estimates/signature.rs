//! Signatures that customers drew: files of their order.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::files::{self, Shown, serve};
use kernel::http::{Caller, Path};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// The bytes of a signature.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct SignatureBytes(Vec<u8>);

/// A signature that a customer drew. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/signatures/{signature_id}", tag = MODULE, operation_id = "get_signature",
    params(("work_order_id" = WorkOrderId, Path), ("signature_id" = Uuid, Path)),
    responses(
        (status = 200, content((SignatureBytes = "image/png"), (SignatureBytes = "image/jpeg"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_signature(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, signature)): Path<(WorkOrderId, Uuid)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = workshop.context.db.reader();
    let site = orders::site_of(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, site)?;
    let row = files::store::find(reader, MODULE, id.0, signature).await?.ok_or_else(Problem::not_found)?;
    let bytes = files::store::bytes(reader, MODULE, signature, false).await?.ok_or_else(Problem::not_found)?;
    let media = row.media();
    Ok(serve(Shown { name: row.name, media, bytes, tag: row.id.simple().to_string() }, &headers))
}
