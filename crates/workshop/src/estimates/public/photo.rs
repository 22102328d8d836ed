//! `GET /public/estimates/{token}/photos/{photo_id}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::workshop::InspectionId;
use kernel::Problem;
use kernel::http::{Path, Query};
use uuid::Uuid;

use super::page::Shown;
use super::visited;
use crate::estimates::store;
use crate::inspections::photos::show::{PhotoBytes, PhotoQuery, show};
use crate::{MODULE, Workshop};

/// A photo beside a job of the estimate, or its thumbnail. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/estimates/{token}/photos/{photo_id}", tag = MODULE, operation_id = "read_estimate_photo",
    security(()), params(("token" = String, Path, max_length = 64), ("photo_id" = Uuid, Path), PhotoQuery),
    responses(
        (status = 200, content((PhotoBytes = "image/jpeg"), (PhotoBytes = "image/png"))),
        (status = 304, description = "The copy named by If-None-Match is the present one"), (status = 429, description = "Too many")
    ))]
pub async fn read_estimate_photo(
    State(workshop): State<Arc<Workshop>>,
    Path((token, photo)): Path<(String, Uuid)>,
    Query(query): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let visit = visited(&workshop, &token).await?;
    let reader = workshop.context.db.reader();
    let shown = Shown::read(reader, visit.order).await?;
    let jobs: Vec<_> = shown.document.jobs.iter().map(|job| job.id).collect();
    let photos = store::photos(reader, visit.order, &jobs).await?;
    let found = photos.iter().find(|row| row.id == photo).ok_or_else(Problem::not_found)?;
    show(reader, InspectionId(found.inspection_id), photo, query.thumbnail == Some(true), &headers).await
}
