//! `GET /invoices/{id}/delivery-slip`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::InvoiceId;
use contracts::documents::{InvoiceDocument, PaperCell, PaperDocument, PaperKind, PaperMore};
use kernel::Problem;
use kernel::http::{Caller, Path, Query};

use crate::Billing;
use crate::error::Error;
use crate::invoices::invoice::local_day;
use crate::invoices::pdf::{PdfFile, PdfQuery, answer};
use crate::invoices::{document, get};
use crate::series::zone;

/// What was done and fitted, without a price, with a place to sign: for drivers who are not told what it costs. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/invoices/{invoice_id}/delivery-slip", operation_id = "print_delivery_slip", tag = "billing", security(("bearer" = [])),
    params(("invoice_id" = InvoiceId, Path), PdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one"),
        (status = 409, description = "It was open before this system: its document is the earlier system's")
    )
)]
pub async fn print_delivery_slip(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    Query(asked): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let invoice = get::read(&billing, &actor, id).await?;
    if invoice.opening().is_some() {
        return Err(Error::NoDocument.into());
    }
    let site = contracts::identity::site(billing.sites.as_ref(), invoice.site_id).await?;
    let today = local_day(billing.context.clock.now(), zone(&site)?);
    let document = document::compose(&billing, invoice, asked.lang).await?;
    let on = document.issued_on.unwrap_or(today);
    answer(&billing, slip(document, on), &headers).await
}

fn slip(invoice: InvoiceDocument, on: chrono::NaiveDate) -> PaperDocument {
    let facts = [("work_order", invoice.work_order_number.clone()), ("plate", invoice.vehicle_plate), ("vehicle", invoice.vehicle_label)];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    let row = |line: contracts::documents::DocumentLine| {
        let description = line.code.map_or(line.description.clone(), |code| format!("{} · {code}", line.description));
        vec![PaperCell::Text(line.job_title), PaperCell::Text(description), PaperCell::Quantity(line.quantity, String::new())]
    };
    PaperDocument {
        kind: PaperKind::DeliverySlip,
        language: invoice.language,
        number: Some(invoice.work_order_number),
        on,
        seller: invoice.seller,
        buyer: invoice.buyer,
        currency: invoice.totals.currency,
        facts: facts.map(|(name, text)| (name.to_owned(), PaperCell::Text(text))).collect(),
        columns: ["job", "description", "quantity"].map(str::to_owned).into(),
        rows: invoice.lines.into_iter().map(row).collect(),
        sums: vec![],
        in_words: None,
        is_signed: true,
        heading: None,
        text: None,
        more: PaperMore::default(),
        style: invoice.style,
    }
}
