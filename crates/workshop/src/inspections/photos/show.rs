//! Shows a photo.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::workshop::{InspectionId, WORK_ORDER_READ};
use kernel::Problem;
use kernel::files::{self, Media, Shown, serve};
use kernel::http::{Caller, Path, Query};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::inspections::store;
use crate::{MODULE, Workshop};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PhotoQuery {
    /// A small JPEG, at most 400 pixels wide and high.
    pub thumbnail: Option<bool>,
}

/// The bytes of a photo.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct PhotoBytes(Vec<u8>);

/// The photo itself, without its marks, or its thumbnail. Permission: `work_order.read`.
#[utoipa::path(get, path = "/inspections/{inspection_id}/photos/{photo_id}", tag = MODULE, operation_id = "get_inspection_photo",
    params(("inspection_id" = InspectionId, Path), ("photo_id" = Uuid, Path), PhotoQuery),
    responses(
        (status = 200, content((PhotoBytes = "image/jpeg"), (PhotoBytes = "image/png"))),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn get_inspection_photo(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, photo)): Path<(InspectionId, Uuid)>,
    Query(query): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = workshop.context.db.reader();
    let inspection = store::find(reader, id).await?;
    actor.permit(WORK_ORDER_READ, inspection.site_id)?;
    show(reader, id, photo, query.thumbnail == Some(true), &headers).await
}

pub async fn show<C: ConnectionTrait>(
    conn: &C,
    id: InspectionId,
    photo: Uuid,
    small: bool,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let row = files::store::find(conn, MODULE, id.0, photo).await?.ok_or_else(Problem::not_found)?;
    let bytes = files::store::bytes(conn, MODULE, photo, small).await?.ok_or_else(Problem::not_found)?;
    let media = if small { Media::Jpeg } else { row.media() };
    let tag = format!("{}{}", row.id.simple(), if small { "-small" } else { "" });
    Ok(serve(Shown { name: row.name, media, bytes, tag }, headers))
}
