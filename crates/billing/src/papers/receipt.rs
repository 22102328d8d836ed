//! `GET /deposits/{id}/pdf`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use contracts::billing::{DepositId, INVOICE_READ, InvoiceId};
use contracts::customers::CustomerCard;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore, Style};
use contracts::identity::{self, SiteCard};
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Problem, SiteId};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter};

use crate::Billing;
use crate::deposits::deposit::{ON_ACCOUNT, handed_back};
use crate::deposits::store;
use crate::entities::{deposit_entries, deposits, invoices};
use crate::invoices::invoice::{Parties, local_day};
use crate::invoices::pdf::{PaperQuery, PdfFile, answer};
use crate::invoices::view::customer;
use crate::series::zone;
use crate::styles;

/// The receipt of a deposit, or of money on account, as PDF: what came in, what it paid, and what is left. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/deposits/{deposit_id}/pdf", operation_id = "print_receipt", tag = "billing", security(("bearer" = [])),
    params(("deposit_id" = DepositId, Path), PaperQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_receipt(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<DepositId>,
    Query(asked): Query<PaperQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let conn = billing.context.db.reader();
    let deposit = store::find(conn, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, deposit.site_id)?;
    let entries = store::entries(conn, &[id]).await?;
    let paid: Vec<_> = entries.iter().filter_map(|entry| entry.invoice_id).collect();
    let invoices = invoices::Entity::find().filter(invoices::Column::Id.is_in(paid)).all(conn).await?;
    let document = document(&billing, deposit, &entries, &invoices, &asked).await?;
    answer(&billing, document, &headers).await
}

async fn document(
    billing: &Billing,
    deposit: deposits::Model,
    entries: &[deposit_entries::Model],
    invoices: &[invoices::Model],
    asked: &PaperQuery,
) -> Result<PaperDocument, Problem> {
    let site = identity::site(billing.sites.as_ref(), deposit.site_id).await?;
    let card = customer(billing, deposit.customer_id).await?;
    let zone = zone(&site)?;
    let parties = Parties::of(&site, card.as_ref(), &deposit.customer_name);
    let language = language(asked, &site, card.as_ref());
    let style = style(billing, deposit.site_id, deposit.at, language, asked).await?;
    let (is_receipt, given_back) = (deposit.work_order_id == ON_ACCOUNT, handed_back(entries));
    let mut facts = vec![("tender".to_owned(), PaperCell::Word(deposit.tender.to_value()))];
    facts.extend(deposit.reference.clone().map(|reference| ("reference".to_owned(), PaperCell::Text(reference))));
    if !is_receipt {
        facts.push(("work_order".to_owned(), PaperCell::Code(deposit.work_order_number.clone())));
    }
    let number = |id: InvoiceId| {
        let paid = invoices.iter().find(|row| row.id == id);
        paid.and_then(|row| row.number.clone().or(row.document.clone())).unwrap_or_default()
    };
    let row = |entry: &deposit_entries::Model| {
        let invoice = entry.invoice_id?;
        let day = PaperCell::Date(local_day(entry.at, zone));
        Some(vec![day, PaperCell::Code(number(invoice)), PaperCell::Amount(entry.amount)])
    };
    let rows: Vec<_> = entries.iter().filter_map(row).collect();
    let used = deposit.amount - deposit.open - given_back;
    let mut sums = vec![("received".to_owned(), deposit.amount)];
    sums.extend([("paid", used), ("handed_back", given_back)].into_iter().filter(|sum| sum.1 > Amount::ZERO).map(named));
    sums.push(("left".to_owned(), deposit.open));
    Ok(PaperDocument {
        kind: if is_receipt { PaperKind::Receipt } else { PaperKind::Deposit },
        language,
        number: Some(deposit.number),
        on: local_day(deposit.at, zone),
        seller: parties.seller,
        buyer: parties.buyer,
        currency: deposit.currency,
        facts,
        columns: if rows.is_empty() { vec![] } else { ["day", "document", "amount"].map(str::to_owned).into() },
        rows,
        sums,
        in_words: Some(deposit.amount),
        is_signed: false,
        heading: None,
        text: None,
        more: PaperMore::default(),
        style,
    })
}

/// Of a receipt: what was asked for, else the customer's.
pub fn language(asked: &PaperQuery, site: &SiteCard, card: Option<&CustomerCard>) -> Language {
    asked.lang.unwrap_or_else(|| card.map_or(site.languages.default, |card| Language::from_code(&card.language)))
}

/// By which a receipt of that moment is printed, on what was asked for or what the site's receipts are on.
pub async fn style(billing: &Billing, site: SiteId, at: DateTime<Utc>, language: Language, asked: &PaperQuery) -> Result<Style, Problem> {
    let conn = billing.context.db.reader();
    let style = styles::store::at(conn, site, Some(at), language).await?;
    let paper = match asked.paper {
        Some(paper) => paper,
        None => styles::store::receipts_on(conn, site).await?,
    };
    Ok(Style { size: paper, ..style })
}

fn named((name, amount): (&str, Amount)) -> (String, Amount) {
    (name.to_owned(), amount)
}
