//! GET /statements/{customer}/pdf

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::{INVOICE_READ, StatementAsked};
use contracts::customers::CustomerId;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore};
use contracts::identity::site;
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Problem};

use super::get::StatementQuery;
use super::read::{Statement, StatementLine, read};
use crate::Billing;
use crate::invoices::invoice::{CustomerRef, Parties, local_day};
use crate::invoices::pdf::{PdfFile, PdfQuery, answer};
use crate::invoices::view::customer;
use crate::period::{A_YEAR, Period, PeriodQuery};
use crate::series::zone;
use crate::styles;

/// A customer's account at a site in a period, as PDF. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/statements/{customer_id}/pdf", operation_id = "print_statement", tag = "billing", security(("bearer" = [])),
    params(("customer_id" = CustomerId, Path), StatementQuery, PeriodQuery, PdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_statement(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Query(StatementQuery { site: at }): Query<StatementQuery>,
    Query(period): Query<PeriodQuery>,
    Query(asked): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    actor.permit(INVOICE_READ, at)?;
    let site = site(billing.sites.as_ref(), at).await?;
    let period = Period::asked(period, &site, billing.context.clock.now(), A_YEAR)?;
    let asked = Asked { customer: id, period, language: asked.lang };
    answer(&billing, document(&billing, &site, asked).await?, &headers).await
}

/// The statement that a message carries.
pub async fn printed(billing: &Billing, asked: &StatementAsked) -> Result<PaperDocument, Problem> {
    let site = site(billing.sites.as_ref(), asked.site_id).await?;
    let period = Period::of(&site, asked.from, asked.until)?;
    document(billing, &site, Asked { customer: asked.customer_id, period, language: None }).await
}

struct Asked {
    customer: CustomerId,
    period: Period,
    /// The customer's own without.
    language: Option<Language>,
}

async fn document(billing: &Billing, site: &contracts::identity::SiteCard, asked: Asked) -> Result<PaperDocument, Problem> {
    let card = customer(billing, asked.customer).await?.ok_or_else(Problem::not_found)?;
    let now = billing.context.clock.now();
    let instant = billing.context.db.snapshot().await?;
    let whose = CustomerRef { id: card.id, name: card.name.clone() };
    let statement = read(&instant, site, whose, asked.period, now).await?;
    let parties = Parties::of(site, Some(&card), &card.name);
    let language = asked.language.unwrap_or(Language::from_code(&card.language));
    let style = styles::store::at(billing.context.db.reader(), site.id, None, language).await?;
    let on = local_day(now, zone(site)?);
    let Statement { from, until, before, billed, paid, after, aged, .. } = &statement;
    let ages = [("age_0", aged.current), ("age_1", aged.first), ("age_2", aged.second), ("age_3", aged.third), ("age_4", aged.older)];
    let ages = ages.into_iter().filter(|(_, amount)| !amount.is_zero());
    let sums = [("before", *before), ("billed", *billed), ("paid", -*paid)].into_iter().chain(ages).chain([("after", *after)]);
    Ok(PaperDocument {
        kind: PaperKind::Statement,
        language,
        number: None,
        on,
        seller: parties.seller,
        buyer: parties.buyer,
        currency: statement.currency.clone(),
        facts: vec![("from".into(), PaperCell::Date(*from)), ("until".into(), PaperCell::Date(*until))],
        columns: ["day", "document", "reference", "debit", "credit", "balance"].map(str::to_owned).into(),
        rows: statement.lines.iter().map(row).collect(),
        sums: sums.map(|(name, amount)| (name.to_owned(), amount)).collect(),
        in_words: None,
        is_signed: false,
        heading: None,
        text: None,
        more: PaperMore::default(),
        style,
    })
}

/// With the customer's own order numbers.
fn reference(line: &StatementLine) -> String {
    line.po_number.as_ref().map_or_else(|| line.number.clone(), |po| format!("{} (PO {po})", line.number))
}

fn row(line: &StatementLine) -> Vec<PaperCell> {
    let amount = |amount: Amount| if amount.is_zero() { PaperCell::Empty } else { PaperCell::Amount(amount) };
    vec![
        PaperCell::Date(line.on),
        PaperCell::Word(line.kind.clone()),
        PaperCell::Code(reference(line)),
        amount(line.debit),
        amount(line.credit),
        PaperCell::Amount(line.balance),
    ]
}
