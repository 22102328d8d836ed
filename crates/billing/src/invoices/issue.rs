//! `POST /invoices/{id}/issue`

use axum::extract::State;
use axum::http::StatusCode;
use chrono::Datelike;
use contracts::billing::{INVOICE_ISSUE, InvoiceId, InvoiceIssued};
use contracts::customers::CustomerCard;
use contracts::documents::Language;
use contracts::identity::{self, DocumentKind, SiteCard};
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, IfMatch, Json, Path, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Clock, Problem, Tx, audit, outbox};
use serde::Deserialize;
use utoipa::ToSchema;

use super::invoice::{Invoice, Issue, Number, Parties, audited, due_day};
use super::view::{self, InvoiceView};
use super::{settings, signatures, store};
use crate::einvoices::outgoing;
use crate::entities::payments;
use crate::series::{self, Place, lost_race};
use crate::{Billing, MODULE, deposits, loyalty, sales};

/// Issuing takes no choices.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueInvoice {}

/// Gives a draft the next number of its site and year, and freezes it. What was deposited on its work order is paid of it at once.
///
/// Honours `Idempotency-Key` and `If-Match`. Refused with `order-reopened` while the work order is open again, with
/// `already-issued`, and where the site wants it with `signature-missing` until the customer signed it as it stands now; with `exemption-expired` where the certificate by which it is sold
/// without VAT does not hold that day: the order is sold as usual, or by a renewed one, and the draft follows. Where the site's
/// documents leave electronically, `e-invoice-refused` names each fault of this one with its pointer, and no number is taken. Permission: `invoice.issue`.
#[utoipa::path(
    post,
    path = "/invoices/{invoice_id}/issue",
    tag = "billing",
    params(
        ("invoice_id" = String, Path, format = Uuid),
        ("Idempotency-Key" = Option<String>, Header),
        ("If-Match" = Option<String>, Header)
    ),
    request_body = IssueInvoice,
    responses(
        (status = 200, body = InvoiceView)
    ),
    security(("bearer" = []))
)]
pub async fn issue_invoice(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    if_match: IfMatch,
    key: IdempotencyKey,
    Json(IssueInvoice {}): Json<IssueInvoice>,
) -> Result<Repeatable<Versioned<InvoiceView>>, Problem> {
    let (replayed, view) = issue(&billing, &actor, id, &if_match, &key).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: Versioned(view.version, view) })
}

async fn issue(
    billing: &Billing,
    actor: &Actor,
    id: InvoiceId,
    if_match: &IfMatch,
    key: &IdempotencyKey,
) -> Result<(bool, InvoiceView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    let owner = store::owner(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_ISSUE, owner.site_id)?;
    let claim = Claim::new(actor, &format!("issue_invoice {id}"), key.0.as_deref(), &())?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    let site = identity::site(billing.sites.as_ref(), owner.site_id).await?;
    let card = view::customer(billing, owner.customer_id).await?;

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let mut invoice = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if_match.check(invoice.version)?;
    invoice.check_issuable()?;
    if settings::required(&*tx, owner.site_id).await? {
        signatures::expect(&tx, &invoice).await?;
    }
    if invoice.customer.id != owner.customer_id {
        return Err(lost_race("The draft got another customer meanwhile"));
    }
    let ahead = freeze(&mut tx, &mut invoice, (&site, card.as_ref()), actor, clock).await?;
    let view = view::view(actor, invoice, None, ahead, clock.now().date_naive());
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

/// Gives a locked draft its number and freezes it; answers what was paid of it ahead.
pub async fn freeze(
    tx: &mut Tx,
    invoice: &mut Invoice,
    (site, card): (&SiteCard, Option<&CustomerCard>),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<Vec<payments::Model>, Problem> {
    let draft = invoice.snapshot();
    let issue = next_issue(tx, clock, site, card, &invoice.customer.name).await?;
    invoice.check_exempt(issue.on)?;
    outgoing::invoice(tx, (site, card), invoice, &issue).await?;
    invoice.issue(issue)?;
    let ahead = deposits::use_up(tx, invoice, actor, clock).await?;
    store::save_issue(tx, invoice).await?;
    store::insert_payments(tx, &ahead).await?;
    loyalty::follow(tx, invoice, (actor, clock)).await?;
    let issued = invoice.snapshot();
    audit::record(tx, MODULE, audited("invoice.issue", &issued), (Some(&draft), Some(&issued)), actor, clock).await?;
    outbox::append(tx, MODULE, &InvoiceIssued(issued), actor, clock).await?;
    sales::issued(tx, invoice, actor, clock).await?;
    Ok(ahead)
}

/// Takes the next number, by the site's code, which stays: a new prefix goes on where the old one ended.
async fn next_issue(tx: &Tx, clock: &dyn Clock, site: &SiteCard, card: Option<&CustomerCard>, name: &str) -> Result<Issue, Problem> {
    let Place { series, sequence, at, on } = series::next(tx, site, &DocumentKind::Invoice.usual_prefix(&site.code), clock).await?;
    Ok(Issue {
        number: Number { series, sequence, text: site.numbering.number(DocumentKind::Invoice, &site.code, on.year(), sequence) },
        at,
        on,
        due_on: due_day(on, site.payment_terms_days),
        language: card.map_or(site.languages.default, |card| Language::from_code(&card.language)),
        parties: Parties::of(site, card, name),
    })
}
