//! `GET /invoices/{id}/pdf`

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contracts::billing::InvoiceId;
use contracts::documents::Language;
use kernel::Problem;
use kernel::http::{Caller, Path, Query};
use kernel::idempotency::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use super::document::{self, Printable};
use super::get;
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PdfQuery {
    /// `fr`, `ar` or `en`; the customer's language when left out, or the invoice's own.
    pub lang: Option<Language>,
}

/// The bytes of a PDF file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct PdfFile(Vec<u8>);

/// The invoice as PDF, to show in the browser; a draft is marked as one.
///
/// Permission: `invoice.read`.
#[utoipa::path(
    get,
    path = "/invoices/{invoice_id}/pdf",
    tag = "billing",
    params(("invoice_id" = String, Path, format = Uuid), PdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one"),
        (status = 409, description = "It was open before this system: its document is the earlier system's")
    ),
    security(("bearer" = []))
)]
pub async fn print_invoice(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    Query(asked): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let invoice = get::read(&billing, &actor, id).await?;
    let document = document::compose(&billing, invoice, asked.lang).await?;
    answer(&billing, document, &headers).await
}

/// The document as PDF; nothing but its tag where the caller has it.
pub async fn answer(billing: &Billing, document: impl Printable, headers: &HeaderMap) -> Result<Response, Problem> {
    let tag = tag(&document)?;
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Browsers keep nothing personal; programs that keep the file themselves ask with its tag.
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "no-store".to_owned())];
    if known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let pdf = document::render(billing.renderer.clone(), document).await?;
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    let name = (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}\"", pdf.file_name));
    Ok((caching, [kind, name], pdf.bytes).into_response())
}

/// The same content printed by the same program is the same file.
fn tag(document: &impl Printable) -> Result<String, Problem> {
    let json = serde_json::to_vec(document).map_err(|error| Problem::internal(&error))?;
    let hash = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(json).finalize();
    Ok(format!("\"{}\"", hex(&hash[..16])))
}
