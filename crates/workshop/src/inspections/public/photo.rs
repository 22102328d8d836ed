//! `GET /public/inspections/{token}/photos/{photo_id}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kernel::Problem;
use kernel::http::{Path, Query};
use uuid::Uuid;

use super::visited;
use crate::inspections::photos::show::{PhotoBytes, PhotoQuery, show};
use crate::{MODULE, Workshop};

/// A photo of the report of a link, or its thumbnail. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/inspections/{token}/photos/{photo_id}", tag = MODULE, operation_id = "read_inspection_photo",
    security(()), params(("token" = String, Path, max_length = 64), ("photo_id" = Uuid, Path), PhotoQuery),
    responses(
        (status = 200, content((PhotoBytes = "image/jpeg"), (PhotoBytes = "image/png"))),
        (status = 304, description = "The copy named by If-None-Match is the present one"), (status = 429, description = "Too many")
    ))]
pub async fn read_inspection_photo(
    State(workshop): State<Arc<Workshop>>,
    Path((token, photo)): Path<(String, Uuid)>,
    Query(query): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let visited = visited(&workshop, &token).await?;
    if !visited.is_done() {
        return Err(Problem::not_found());
    }
    show(workshop.context.db.reader(), visited.inspection.id, photo, query.thumbnail == Some(true), &headers).await
}
