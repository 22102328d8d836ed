//! Drawn signatures: taken as base64 of a PNG, decoded and drawn anew, and kept as files of their order.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::Problem;
use kernel::files::{self, Media, Prepared, Shown, prepare, serve};
use kernel::http::{Caller, Path};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// A drawing of a finger is a few kilobytes.
pub const LONGEST: usize = 200_000;

/// The bytes of a signature.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct SignatureBytes(Vec<u8>);

/// What was drawn, if anything was. 422 at `/signature` for what is no PNG.
pub async fn drawn(text: Option<&str>) -> Result<Option<Prepared>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let refused = || Problem::field("/signature", "bad-picture", "a signature is a PNG in base64");
    let bytes = STANDARD.decode(text).map_err(|_| refused())?;
    if Media::of(&bytes) != Some(Media::Png) {
        return Err(refused());
    }
    prepare(bytes).await.map(Some).map_err(|problem| if problem.errors.is_empty() { problem } else { refused() })
}

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
