//! `POST /invoices/{id}/credit-notes`

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{CreditNoteId, INVOICE_CREDIT, InvoiceCredited, InvoiceId, PartsReturned, ReturnedPart};
use contracts::identity::{self, SiteCard};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Clock, Problem, Tx, audit, outbox};
use uuid::Uuid;

use super::input::{CreditInput, Surplus};
use super::note::{Credit, CreditLine, Taken};
use super::store::{self, CreditNote};
use super::surplus::to_account;
use super::view::{self, CreditNoteView};
use crate::einvoices::outgoing;
use crate::error::Error;
use crate::invoices::invoice::{Invoice, Issue, audited};
use crate::invoices::store as invoices;
use crate::{Billing, MODULE, loyalty, sales, series, together};

type Answer = Repeatable<Created<axum::Json<CreditNoteView>>>;

/// Takes back what an issued invoice asked for, whole or in part, by a document with a number of its own.
///
/// Parts go back to the stock when that is asked for, and what is paid beyond what the invoice asks for then stays on it or becomes the
/// customer's credit; what points paid of it goes back in points first. `Idempotency-Key` is required: the same key credits once. Refused with `not-issued`, `nothing-to-credit`, and at the line with
/// `more-than-invoiced` or `unknown`; with `e-invoice-refused` and each fault, before a number is taken, where it could not leave
/// electronically as its invoice did. Permission: `invoice.credit`.
#[utoipa::path(
    post, path = "/invoices/{invoice_id}/credit-notes", operation_id = "issue_credit_note", tag = "billing", security(("bearer" = [])),
    params(("invoice_id" = String, Path, format = Uuid), ("Idempotency-Key" = String, Header)), request_body = CreditInput,
    responses((status = 201, body = CreditNoteView))
)]
pub async fn issue_credit_note(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<InvoiceId>,
    key: IdempotencyKey,
    Json(body): Json<CreditInput>,
) -> Result<Answer, Problem> {
    let (replayed, view) = issue(&billing, &actor, id, key, body).await?;
    let body = Created { location: format!("/api/v1/credit-notes/{}", view.id), body: axum::Json(view) };
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body })
}

async fn issue(
    billing: &Billing,
    actor: &Actor,
    id: InvoiceId,
    key: IdempotencyKey,
    body: CreditInput,
) -> Result<(bool, CreditNoteView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    let owner = invoices::owner(db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_CREDIT, owner.site_id)?;
    let claim = Claim::new(actor, &format!("issue_credit_note {id}"), key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    let site = identity::site(billing.sites.as_ref(), owner.site_id).await?;

    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let mut invoice = invoices::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let before = invoice.snapshot();
    let (note, lines) = take_back(&mut tx, &site, &mut invoice, &body, actor, clock).await?;
    let credited = invoice.snapshot();
    audit::record(&tx, MODULE, audited("invoice.credit", &credited), (Some(&before), Some(&credited)), actor, clock).await?;
    let view = view::whole(note, lines);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

/// Writes the note of an invoice that is locked, with what is due then, and tells it.
pub async fn take_back(
    tx: &mut Tx,
    site: &SiteCard,
    invoice: &mut Invoice,
    asked: &CreditInput,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(CreditNote, Vec<CreditLine>), Problem> {
    let credit = Credit::of(invoice, &store::before(&**tx, invoice.id).await?, asked)?;
    invoice.credit(credit.totals.total)?;
    let note = numbered(tx, site, (invoice, &credit), &asked.reason, actor, clock).await?;
    let lines: Vec<_> = (0..).zip(&credit.lines).map(|(place, taken)| row(&note, place, taken)).collect();
    store::insert(tx, &note, &lines).await?;
    if let Some(issue) = invoice.issued() {
        outgoing::credit_note(tx, site, (&note, &lines), (invoice, issue)).await?;
    }
    invoices::save_sums(tx, invoice).await?;
    outbox::append(tx, MODULE, &InvoiceCredited(invoice.snapshot()), actor, clock).await?;
    sales::credited(tx, (&note, &lines), invoice, actor, clock).await?;
    if asked.return_stock {
        for returned in returned(&note, invoice, &credit) {
            outbox::append(tx, MODULE, &returned, actor, clock).await?;
        }
    }
    loyalty::give_back_surplus(tx, invoice, &asked.reason, (actor, clock)).await?;
    if asked.surplus == Surplus::Account {
        to_account(tx, site, invoice, actor, clock).await?;
    }
    loyalty::follow(tx, invoice, (actor, clock)).await?;
    Ok((note, lines))
}

/// What goes back to the stock of each order of which the note takes back parts.
fn returned(note: &CreditNote, invoice: &Invoice, credit: &Credit) -> Vec<PartsReturned> {
    let part = |taken: &Taken| {
        let product_id = taken.line.product_id?;
        Some(ReturnedPart { line_id: taken.line.id, product_id, quantity: taken.quantity, of: taken.line.quantity })
    };
    let mut by_order = BTreeMap::<_, Vec<_>>::new();
    for part in credit.parts().filter_map(part) {
        by_order.entry(together::order_of(invoice, part.line_id)).or_default().push(part);
    }
    let of = |(work_order_id, parts)| {
        let (number, site_id) = (note.number.clone(), invoice.site_id);
        PartsReturned { credit_note_id: note.id, number, site_id, work_order_id, parts }
    };
    by_order.into_iter().map(of).collect()
}

/// The note under the next number.
async fn numbered(
    tx: &Tx,
    site: &SiteCard,
    (invoice, credit): (&Invoice, &Credit),
    reason: &str,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<CreditNote, Problem> {
    let issue: &Issue = invoice.issued().ok_or(Error::NotIssued)?;
    let (place, totals) = (series::next(tx, site, &format!("AV-{}", site.code), clock).await?, &credit.totals);
    let json = |error: serde_json::Error| Problem::internal(&error);
    Ok(CreditNote {
        id: CreditNoteId::new(),
        site_id: invoice.site_id,
        invoice_id: invoice.id,
        invoice_number: issue.number.text.clone(),
        work_order_number: invoice.work_order.number.clone(),
        customer_id: invoice.customer.id,
        customer_name: invoice.customer.name.clone(),
        vehicle_plate: invoice.vehicle.plate.clone(),
        vehicle_label: invoice.vehicle.label.clone(),
        number: place.number(),
        series: place.series,
        sequence: place.sequence,
        reason: reason.trim().to_owned(),
        parties: serde_json::to_string(&issue.parties).map_err(json)?,
        language: issue.language.code().to_owned(),
        currency: totals.currency.clone(),
        net: totals.net,
        vat: totals.vat,
        vat_groups: serde_json::to_string(&totals.vat_groups).map_err(json)?,
        gross: totals.gross,
        rounding: totals.rounding,
        stamp_duty: totals.stamp_duty,
        total: totals.total,
        issued_at: place.at,
        issued_on: place.on,
        by_name: actor.name.clone(),
        exemption: invoices::written(invoice.exemption.as_ref())?,
        levies: (!totals.levies.is_empty()).then(|| serde_json::to_string(&totals.levies)).transpose().map_err(json)?,
    })
}

fn row(note: &CreditNote, position: i32, taken: &Taken) -> CreditLine {
    let line = &taken.line;
    CreditLine {
        id: Uuid::now_v7(),
        credit_note_id: note.id,
        invoice_id: note.invoice_id,
        line_id: line.id,
        position,
        job_title: line.job_title.clone(),
        code: line.code.clone(),
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: taken.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: line.vat_rate,
        net: taken.net,
        exempt_from: line.exempt_from,
        levy_rate: line.levy_rate,
    }
}
