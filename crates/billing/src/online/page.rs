//! `GET /public/pay/{token}`: what who has the link sees, and no more.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::documents::Language;
use contracts::identity::{self, SiteCard};
use kernel::http::{Path, Query};
use kernel::{Amount, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::checkout::State as CheckoutState;
use super::links::visited;
use super::provider::Kind;
use super::tables::checkouts;
use super::{Online, accounts, store};
use crate::invoices::invoice::Invoice;
use crate::invoices::pdf::{PdfFile, PdfQuery, answer};
use crate::invoices::{document, store as invoices};

/// An invoice as its payer sees it. Amounts in minor units of the currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PayPage {
    pub site: PaySite,
    /// Of the invoice, or of the earlier system's document.
    pub number: String,
    pub currency: String,
    pub total: Amount,
    pub paid: Amount,
    /// What is left to pay; never below zero.
    pub due: Amount,
    pub state: PayState,
    /// Where it can be paid now.
    pub providers: Vec<PayOffer>,
    /// It can be read as PDF.
    pub has_pdf: bool,
}

/// The site as strangers see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaySite {
    pub code: String,
    pub name: String,
    pub address: String,
    /// E.164.
    pub phone: String,
    /// IANA name.
    pub time_zone: String,
    pub languages: Vec<Language>,
    pub default_language: Language,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PayOffer {
    pub provider: Kind,
    /// No money moves.
    pub test_mode: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PayState {
    /// It is to be paid.
    Due,
    /// A payment was begun, and the provider has not said yet what became of it.
    Waiting,
    /// Nothing is due.
    Paid,
    /// The last try did not work.
    Failed,
    /// Money came that the garage must look at first.
    Checking,
}

/// What is to be paid by a link, and how it stands. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/pay/{token}", tag = "billing", operation_id = "read_payment", security(()),
    params(("token" = String, Path, max_length = 64)),
    responses((status = 200, body = PayPage), (status = 429, description = "Too many")))]
pub async fn read_payment(State(online): State<Arc<Online>>, Path(token): Path<String>) -> Result<Json<PayPage>, Problem> {
    let link = visited(&online, &token).await?;
    let invoice = invoices::find(online.context().db.reader(), link.invoice_id).await?.ok_or_else(Problem::not_found)?;
    page(&online, &invoice).await.map(Json)
}

/// The invoice of a link as PDF. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/pay/{token}/pdf", tag = "billing", operation_id = "print_payment", security(()),
    params(("token" = String, Path, max_length = 64), PdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one"),
        (status = 409, description = "It has no document"),
        (status = 429, description = "Too many")
    ))]
pub async fn print_payment(
    State(online): State<Arc<Online>>,
    Path(token): Path<String>,
    Query(asked): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let link = visited(&online, &token).await?;
    let invoice = invoices::find(online.context().db.reader(), link.invoice_id).await?.ok_or_else(Problem::not_found)?;
    let document = document::compose(&online.billing, invoice, asked.lang).await?;
    answer(&online.billing, document, &headers).await
}

pub async fn page(online: &Online, invoice: &Invoice) -> Result<PayPage, Problem> {
    let reader = online.context().db.reader();
    let card = identity::site(online.billing.sites.as_ref(), invoice.site_id).await?;
    let offered = accounts::of_site(reader, invoice.site_id).await?;
    let due = invoice.due().max(Amount::ZERO);
    let takes = |kind: Kind| due > Amount::ZERO && kind.takes(due, invoice.currency);
    let offered = offered.into_iter().filter(|account| account.enabled && takes(account.provider));
    let newest = store::newest_of(reader, invoice.id).await?;
    Ok(PayPage {
        site: site(card),
        number: label(invoice),
        currency: invoice.currency.code().to_owned(),
        total: invoice.totals().total,
        paid: invoice.paid(),
        due,
        state: state(due, newest.as_ref()),
        providers: offered.map(|account| PayOffer { provider: account.provider, test_mode: account.test_mode }).collect(),
        has_pdf: invoice.opening().is_none(),
    })
}

/// What people call the invoice.
pub fn label(invoice: &Invoice) -> String {
    let number = invoice.issued().map(|issue| issue.number.text.clone());
    number.or_else(|| invoice.opening().map(|opening| opening.document.clone())).unwrap_or_default()
}

fn site(card: SiteCard) -> PaySite {
    let SiteCard { code, name, address, phone, time_zone, languages, .. } = card;
    PaySite { code, name, address, phone, time_zone, languages: languages.offered, default_language: languages.default }
}

fn state(due: Amount, newest: Option<&checkouts::Model>) -> PayState {
    if due.is_zero() {
        return PayState::Paid;
    }
    match newest {
        Some(checkout) if checkout.difference.is_some() => PayState::Checking,
        Some(checkout) if checkout.state == CheckoutState::Open => PayState::Waiting,
        Some(checkout) if checkout.state == CheckoutState::Failed => PayState::Failed,
        _ => PayState::Due,
    }
}
