//! `POST /e-invoices/{id}/resend`

use std::sync::Arc;

use axum::extract::State as Wired;
use contracts::billing::INVOICE_ISSUE;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Problem, Tx, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::again::{Mended, again};
use super::deliver::changed;
use super::document::{Outcome, State, Step};
use super::tables::{attempts, documents::Model};
use super::view::{EInvoiceRecord, may_resend};
use super::{get, step, store};
use crate::MODULE;
use crate::einvoices::EInvoices;
use crate::einvoices::format::faults;
use crate::einvoices::model::known_by;
use crate::einvoices::outgoing::check;
use crate::einvoices::reach::address_of;
use crate::einvoices::settings::Choice;
use crate::error::Error;
use crate::invoices::view::customer;

/// Sending again takes no choices.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResendEInvoice {}

/// Sends what was rejected again, or tries at once what fails. The number stays. The buyer's number with the tax office
/// and electronic address are taken from the customer as they are now, and that is written down among the tries; all else is what was issued.
///
/// Refused with `not-to-resend` for what is under way or accepted, and with `e-invoice-refused` where it would be rejected again, each fault
/// with its pointer. Permission: `invoice.issue`.
#[utoipa::path(post, path = "/e-invoices/{e_invoice_id}/resend", tag = "billing", operation_id = "resend_e_invoice", security(("bearer" = [])),
    params(("e_invoice_id" = Uuid, Path), ("If-Match" = Option<String>, Header)), request_body = ResendEInvoice,
    responses((status = 200, body = EInvoiceRecord)))]
pub async fn resend_e_invoice(
    Wired(it): Wired<Arc<EInvoices>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(ResendEInvoice {}): Json<ResendEInvoice>,
) -> Result<Versioned<EInvoiceRecord>, Problem> {
    let before = store::find(it.billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_ISSUE, before.site_id)?;
    if_match.check(before.version)?;
    if !may_resend(&before) {
        return Err(Error::NotToResend.into());
    }
    let mended = mended(&it, &before).await?;
    let (clock, mut tx) = (it.billing.context.clock.as_ref(), it.billing.context.db.begin().await?);
    let mut row = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if row.version != before.version {
        return Err(Problem::stale());
    }
    let told = told(&row, &mended);
    again(&mut row, mended, clock.now());
    store::save(&tx, &mut row).await?;
    let attempt = (Step::Resend, Outcome::Done, told);
    note(&tx, &row, attempt, (&actor, clock.now())).await?;
    let change = Change { action: "e_invoice.resend", entity: "e_invoice", id, label: &row.number, site: Some(row.site_id) };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    outbox::append(&mut tx, MODULE, &changed(&row), &actor, clock).await?;
    tx.commit().await?;
    get::shown(&it, &actor, row).await
}

/// What is another than before, of the buyer.
fn told(row: &Model, now: &Mended) -> Option<String> {
    let tax_id = now.tax_id.as_ref().filter(|id| row.tax_id.as_ref() != Some(id)).map(|id| format!("buyer.tax_id: {id}"));
    let moved = now.electronic_address.as_ref().filter(|at| row.format != Choice::Teif && row.electronic_address.as_ref() != Some(at));
    let all: Vec<_> = tax_id.into_iter().chain(moved.map(|at| format!("buyer.endpoint: {at}"))).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The buyer's number, where it is not the one that was issued, and address as the customer has them now; once nothing is found that the
/// format would refuse.
async fn mended(it: &EInvoices, row: &Model) -> Result<Mended, Problem> {
    if !matches!(row.state, State::Rejected | State::Pending) {
        return Ok(Mended { tax_id: row.tax_id.clone(), electronic_address: row.electronic_address.clone() });
    }
    let issued = step::written(it, &Model { tax_id: None, ..row.clone() }).await?.buyer.tax_id;
    let card = customer(&it.billing, row.customer_id).await?;
    let said = card.as_ref().and_then(|card| card.electronic_address.clone());
    let now = card.and_then(|card| card.tax_id).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    let tax_id = now.filter(|now| issued.as_ref() != Some(&known_by(now)));
    let mended = Model { tax_id: tax_id.clone(), electronic_address: said, ..row.clone() };
    let written = step::written(it, &mended).await?;
    check(faults(&written, row.format.into()))?;
    Ok(Mended { tax_id, electronic_address: address_of(&written.buyer) })
}

/// Writes down what a person did.
pub async fn note(
    tx: &Tx,
    row: &Model,
    (step, outcome, told): (Step, Outcome, Option<String>),
    (actor, at): (&Actor, chrono::DateTime<chrono::Utc>),
) -> Result<(), Problem> {
    let by_name = Some(actor.name.clone());
    Ok(store::note(tx, attempts::Model { id: Uuid::now_v7(), einvoice_id: row.id, step, outcome, told, by_name, at }).await?)
}
