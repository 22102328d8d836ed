//! GET /archives/{id}/file

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use contracts::billing::ACCOUNTING_READ;
use contracts::identity::site;
use kernel::Problem;
use kernel::http::{Caller, Path};
use uuid::Uuid;

use super::{Archives, store};

/// An archive as a ZIP: the same for ever. Permission: `accounting.read`.
#[utoipa::path(get, path = "/archives/{id}/file", tag = "billing", operation_id = "get_archive_file", security(("bearer" = [])),
    params(("id" = Uuid, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
pub async fn get_archive_file(
    State(archives): State<Arc<Archives>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let (reader, sites) = (archives.billing.context.db.reader(), &archives.billing.sites);
    let archive = store::find(reader, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(ACCOUNTING_READ, archive.site_id)?;
    let site = site(sites.as_ref(), archive.site_id).await?;
    let bytes = store::bytes(reader, id).await?.ok_or_else(Problem::not_found)?;
    let named = format!("attachment; filename=\"archive-{}-{}.zip\"", site.code, archive.sequence);
    let disposition = HeaderValue::from_str(&named).map_err(|error| Problem::internal(&error))?;
    let kind = HeaderValue::from_static("application/zip");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
}
