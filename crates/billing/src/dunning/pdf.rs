//! GET /dunning-letters/{id}/pdf

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::billing::{INVOICE_READ, LetterId, LetterWords};
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore};
use contracts::identity::site;
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Problem};

use super::store;
use super::tables::letters;
use super::view::{LetterLine, shown};
use crate::Billing;
use crate::invoices::invoice::{Parties, local_day};
use crate::invoices::pdf::{PdfFile, PdfQuery, answer};
use crate::invoices::view::customer;
use crate::series::zone;
use crate::styles;

/// A letter as PDF, in the customer's language or another: as it was sent, or as it would be. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/dunning-letters/{letter_id}/pdf", operation_id = "print_dunning_letter", tag = "billing", security(("bearer" = [])),
    params(("letter_id" = LetterId, Path), PdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_dunning_letter(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<LetterId>,
    Query(asked): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let letter = store::find(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_READ, letter.site_id)?;
    answer(&billing, document(&billing, letter, asked.lang).await?, &headers).await
}

/// The letter that a message carries.
pub async fn printed(billing: &Billing, id: LetterId) -> Result<PaperDocument, Problem> {
    let letter = store::find(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    document(billing, letter, None).await
}

async fn document(billing: &Billing, letter: letters::Model, language: Option<Language>) -> Result<PaperDocument, Problem> {
    let site = site(billing.sites.as_ref(), letter.site_id).await?;
    let card = customer(billing, letter.customer_id).await?;
    let own = card.as_ref().map_or(site.languages.default, |card| Language::from_code(&card.language));
    let language = language.unwrap_or(own);
    let on = local_day(letter.sent_at.unwrap_or_else(|| billing.context.clock.now()), zone(&site)?);
    let parties = Parties::of(&site, card.as_ref(), &letter.customer_name);
    let nobody = kernel::Actor::system();
    let conn = billing.context.db.reader();
    let style = styles::store::at(conn, site.id, letter.sent_at, language).await?;
    let view = shown(conn, std::slice::from_ref(&letter), &nobody).await?.pop().ok_or_else(Problem::not_found)?;
    let words: Vec<LetterWords> = serde_json::from_str(&letter.words).map_err(|error| Problem::internal(&error))?;
    let words = words.into_iter().find(|words| words.language == language);
    let has_fee = view.fee > Amount::ZERO;
    let columns = ["document", "due_on", "days", "amount"].into_iter().chain(has_fee.then_some("fee"));
    let fee = has_fee.then_some(("fee".to_owned(), view.fee));
    let sums = [("due".to_owned(), view.due)].into_iter().chain(fee);
    let row = |line: &LetterLine| {
        let days = PaperCell::Code((on - line.due_on).num_days().to_string());
        let cells = [PaperCell::Code(line.number.clone()), PaperCell::Date(line.due_on), days, PaperCell::Amount(line.due)];
        cells.into_iter().chain(has_fee.then_some(PaperCell::Amount(line.fee))).collect()
    };
    Ok(PaperDocument {
        kind: PaperKind::Dunning,
        language,
        number: None,
        on,
        seller: parties.seller,
        buyer: parties.buyer,
        currency: letter.currency,
        heading: words.as_ref().map(|words| words.title.clone()),
        facts: (!site.bank_account.is_empty())
            .then(|| ("bank_account".to_owned(), PaperCell::Code(site.bank_account.clone())))
            .into_iter()
            .collect(),
        text: words.map(|words| words.text),
        columns: columns.map(str::to_owned).collect(),
        rows: view.invoices.iter().map(row).collect(),
        sums: sums.chain([("to_pay".to_owned(), view.due + view.fee)]).collect(),
        in_words: None,
        is_signed: false,
        more: PaperMore::default(),
        style,
    })
}
