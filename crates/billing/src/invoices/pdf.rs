//! `GET /invoices/{id}/pdf`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::InvoiceId;
use contracts::documents::{Language, PaperSize};
use kernel::http::{Caller, Path, Query};
pub use kernel::pdf::PdfFile;
use kernel::{Problem, pdf};
use serde::Deserialize;
use utoipa::IntoParams;

use super::document::{self, Printable};
use super::get;
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PdfQuery {
    /// `fr`, `ar` or `en`; the customer's language when left out, or the invoice's own.
    pub lang: Option<Language>,
}

/// As [`PdfQuery`], of what a till's printer may print.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PaperQuery {
    /// `fr`, `ar` or `en`; the customer's language when left out, or the invoice's own.
    pub lang: Option<Language>,
    /// `a4`, or `slip`: 80 mm wide and as long as what it says. An invoice or a credit note is on A4 when left out, a receipt on what the site chose.
    pub paper: Option<PaperSize>,
}

/// The invoice as PDF, to show in the browser; a draft is marked as one.
///
/// Permission: `invoice.read`.
#[utoipa::path(
    get,
    path = "/invoices/{invoice_id}/pdf",
    tag = "billing",
    params(("invoice_id" = String, Path, format = Uuid), PaperQuery),
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
    Query(asked): Query<PaperQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let invoice = get::read(&billing, &actor, id).await?;
    let mut document = document::compose(&billing, invoice, asked.lang).await?;
    document.style.size = asked.paper.unwrap_or_default();
    answer(&billing, document, &headers).await
}

/// The document as PDF; nothing but its tag where the caller has it.
pub async fn answer(billing: &Billing, document: impl Printable, headers: &HeaderMap) -> Result<Response, Problem> {
    let (renderer, file_name) = (billing.renderer.clone(), document.file_name());
    pdf::answer(document, file_name, headers, move |document| document.print(renderer.as_ref())).await
}
