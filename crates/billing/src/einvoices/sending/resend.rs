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

use super::deliver::changed;
use super::document::{Outcome, State, Step, again};
use super::tables::{attempts, documents::Model};
use super::view::{EInvoiceRecord, may_resend};
use super::{get, step, store};
use crate::MODULE;
use crate::einvoices::EInvoices;
use crate::einvoices::format::faults;
use crate::einvoices::outgoing::check;
use crate::error::Error;
use crate::invoices::view::customer;

/// Sending again takes no choices.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResendEInvoice {}

/// Sends what was rejected again, or tries at once what fails. The number stays. The buyer's number with the tax office is taken from the
/// customer as it is now, and that is written down among the tries; all else is what was issued.
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
    let told = mended.clone().filter(|now| row.tax_id.as_ref() != Some(now)).map(|now| format!("buyer.tax_id: {now}"));
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

/// The buyer's number as the customer has it now, where it is not the one that was issued; once nothing is found that the format would refuse.
async fn mended(it: &EInvoices, row: &Model) -> Result<Option<String>, Problem> {
    if !matches!(row.state, State::Rejected | State::Pending) {
        return Ok(row.tax_id.clone());
    }
    let issued = step::written(it, &Model { tax_id: None, ..row.clone() }).await?.buyer.tax_id;
    let card = customer(&it.billing, row.customer_id).await?;
    let now = card.and_then(|card| card.tax_id).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    let differs = |now: &String| issued.as_ref() != Some(&crate::einvoices::model::known_by(now));
    let tax_id = now.filter(differs);
    let written = step::written(it, &Model { tax_id: tax_id.clone(), ..row.clone() }).await?;
    check(faults(&written, row.format.into()))?;
    Ok(tax_id)
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
