//! `GET /invoices/{id}/payments/{payment}/pdf`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::{InvoiceId, PaymentId};
use contracts::documents::{PaperCell, PaperDocument, PaperKind, PaperMore};
use contracts::identity;
use kernel::Problem;
use kernel::http::{Caller, Path, Query};
use sea_orm::ActiveEnum;

use super::receipt::{language, style};
use crate::Billing;
use crate::entities::payments;
use crate::invoices::invoice::{Invoice, Parties, PaymentKind, local_day};
use crate::invoices::pdf::{PaperQuery, PdfFile, answer};
use crate::invoices::view::customer;
use crate::invoices::{get, store};
use crate::series::zone;

/// The receipt of one payment of an invoice, or of what was handed back of it, as PDF. What is no money at the till has none (404): a deposit
/// and money on account have their own. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/invoices/{invoice_id}/payments/{payment_id}/pdf", operation_id = "print_payment_receipt", tag = "billing", security(("bearer" = [])),
    params(("invoice_id" = InvoiceId, Path), ("payment_id" = PaymentId, Path), PaperQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_payment_receipt(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path((id, payment)): Path<(InvoiceId, PaymentId)>,
    Query(asked): Query<PaperQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let invoice = get::read(&billing, &actor, id).await?;
    let payments = store::payments(billing.context.db.reader(), id).await?;
    let at_the_till = |kind| matches!(kind, PaymentKind::Payment | PaymentKind::Refund);
    let payment = payments.into_iter().find(|row| row.id == payment && at_the_till(row.kind)).ok_or_else(Problem::not_found)?;
    let document = document(&billing, invoice, payment, &asked).await?;
    answer(&billing, document, &headers).await
}

async fn document(billing: &Billing, invoice: Invoice, payment: payments::Model, asked: &PaperQuery) -> Result<PaperDocument, Problem> {
    let site = identity::site(billing.sites.as_ref(), invoice.site_id).await?;
    let card = customer(billing, invoice.customer.id).await?;
    let language = language(asked, &site, card.as_ref());
    let style = style(billing, invoice.site_id, payment.at, language, asked).await?;
    let parties = match invoice.issued() {
        Some(issue) => issue.parties.clone(),
        None => Parties::of(&site, card.as_ref(), &invoice.customer.name),
    };
    let issued = invoice.issued().map(|issue| issue.number.text.clone());
    let number = issued.or_else(|| invoice.opening().map(|opening| opening.document.clone()));
    Ok(PaperDocument {
        kind: PaperKind::Receipt,
        language,
        number: None,
        on: local_day(payment.at, zone(&site)?),
        seller: parties.seller,
        buyer: parties.buyer,
        currency: invoice.totals().currency,
        sums: vec![(if payment.kind.is_out() { "handed_back" } else { "received" }.to_owned(), payment.amount)],
        in_words: Some(payment.amount),
        facts: facts(&invoice, payment, number),
        columns: vec![],
        rows: vec![],
        is_signed: false,
        heading: None,
        text: None,
        more: PaperMore::default(),
        style,
    })
}

fn facts(invoice: &Invoice, payment: payments::Model, number: Option<String>) -> Vec<(String, PaperCell)> {
    let told = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let facts = [
        ("tender", Some(PaperCell::Word(payment.tender.to_value()))),
        ("reference", payment.reference.map(PaperCell::Text)),
        ("document", number.map(PaperCell::Code)),
        ("work_order", told(&invoice.work_order.number).map(PaperCell::Code)),
        ("plate", told(&invoice.vehicle.plate).map(PaperCell::Text)),
    ];
    facts.into_iter().filter_map(|(name, cell)| cell.map(|cell| (name.to_owned(), cell))).collect()
}
