//! `GET` and `POST /document-styles/{site}/preview`

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contracts::billing::INVOICE_READ;
use contracts::documents::{Language, PaperKind, PaperSize, Style};
use contracts::identity::{SITE_UPDATE, SiteCard, site};
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Currency, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::example::{Example, PreviewKind};
use super::set::{Known, checked};
use super::store;
use super::view::SetDocumentStyle;
use crate::Billing;
use crate::invoices::invoice::local_day;
use crate::invoices::pdf::{PdfFile, answer};
use crate::series::zone;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// An invoice when left out.
    #[serde(default)]
    #[param(inline)]
    kind: PreviewKind,
    /// `fr`, `ar` or `en`; the site's own when left out.
    lang: Option<Language>,
}

/// An example of a site's documents as PDF, with the site's name and style, and a customer and figures that are made up. Nothing is stored.
/// Permission: `invoice.read`.
#[utoipa::path(get, path = "/document-styles/{site_id}/preview", tag = "billing", operation_id = "preview_document",
    params(("site_id" = SiteId, Path), PreviewQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    ), security(("bearer" = [])))]
pub async fn preview_document(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(asked): Query<PreviewQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    actor.permit(INVOICE_READ, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let language = asked.lang.unwrap_or(card.languages.default);
    let conn = billing.context.db.reader();
    let paper = sized(asked.kind, store::receipts_on(conn, id).await?);
    let style = Style { size: paper, ..store::at(conn, id, None, language).await? };
    print(&billing, &card, (asked.kind, language), style, &headers).await
}

/// The same by a style that is not saved, refused as saving it would be. Nothing is stored. Permission: `site.update`.
#[utoipa::path(post, path = "/document-styles/{site_id}/preview", tag = "billing", operation_id = "preview_document_style",
    params(("site_id" = SiteId, Path), PreviewQuery), request_body = SetDocumentStyle,
    responses((status = 200, body = PdfFile, content_type = "application/pdf")), security(("bearer" = [])))]
pub async fn preview_document_style(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(asked): Query<PreviewQuery>,
    Json(body): Json<SetDocumentStyle>,
) -> Result<Response, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let language = asked.lang.unwrap_or(card.languages.default);
    let known = Known::of(&billing, id).await?;
    let drawn = checked(&body, known.logo.as_deref()).await?;
    let style = Style {
        colour: body.colour,
        logo: drawn.map_or(body.logo, |drawn| Some(store::encoded(&drawn.bytes))),
        footer: body.footers.of(language).to_owned(),
        terms: body.terms.of(language).to_owned(),
        size: sized(asked.kind, body.receipts_on),
    };
    print(&billing, &card, (asked.kind, language), style, &HeaderMap::new()).await
}

/// What it is printed on at a site whose receipts are on this.
fn sized(kind: PreviewKind, receipts_on: PaperSize) -> PaperSize {
    match kind {
        PreviewKind::Slip => PaperSize::Slip,
        PreviewKind::Receipt | PreviewKind::Deposit => receipts_on,
        _ => PaperSize::A4,
    }
}

async fn print(
    billing: &Billing,
    site: &SiteCard,
    (kind, language): (PreviewKind, Language),
    style: Style,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let unknown = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the site's currency is not known");
    let currency = Currency::from_code(&site.currency).ok_or_else(unknown)?;
    let on = local_day(billing.context.clock.now(), zone(site)?);
    let example = Example { site, currency, language, on, style };
    match kind {
        PreviewKind::Invoice | PreviewKind::Slip => answer(billing, example.invoice(false), headers).await,
        PreviewKind::CreditNote => answer(billing, example.invoice(true), headers).await,
        PreviewKind::Receipt => answer(billing, example.paper(PaperKind::Receipt), headers).await,
        PreviewKind::Deposit => answer(billing, example.paper(PaperKind::Deposit), headers).await,
        PreviewKind::Statement => answer(billing, example.paper(PaperKind::Statement), headers).await,
        PreviewKind::DeliverySlip => answer(billing, example.paper(PaperKind::DeliverySlip), headers).await,
        PreviewKind::Estimate => answer(billing, example.paper(PaperKind::Estimate), headers).await,
        PreviewKind::WorkOrder => answer(billing, example.paper(PaperKind::WorkOrder), headers).await,
        PreviewKind::PurchaseOrder => answer(billing, example.paper(PaperKind::PurchaseOrder), headers).await,
        PreviewKind::History => answer(billing, example.history(), headers).await,
    }
}
