//! `POST /e-invoices/{id}/record`

use std::sync::Arc;

use axum::extract::State as Wired;
use contracts::billing::INVOICE_ISSUE;
use contracts::documents::Registration;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::text::{filled, filled_line, line};
use kernel::{Problem, outbox};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::deliver::changed;
use super::document::{Step, Told, apply};
use super::resend::note;
use super::view::{EInvoiceRecord, may_record};
use super::{get, store};
use crate::MODULE;
use crate::einvoices::EInvoices;
use crate::error::Error;

/// What the platform said of a document that somebody brought there.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEInvoice {
    /// What it was registered under.
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub reference: String,
    /// What its QR code says, where it has one.
    #[serde(default)]
    #[garde(custom(line(4000)))]
    #[schema(max_length = 4000, format = "line")]
    pub code: Option<String>,
}

/// Writes down under what reference the platform accepted a document that somebody brought there. Refused with `not-by-hand` for what the
/// program sends itself, and for what is accepted already. Permission: `invoice.issue`.
#[utoipa::path(post, path = "/e-invoices/{e_invoice_id}/record", tag = "billing", operation_id = "record_e_invoice", security(("bearer" = [])),
    params(("e_invoice_id" = Uuid, Path), ("If-Match" = Option<String>, Header)), request_body = RecordEInvoice,
    responses((status = 200, body = EInvoiceRecord)))]
pub async fn record_e_invoice(
    Wired(it): Wired<Arc<EInvoices>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<RecordEInvoice>,
) -> Result<Versioned<EInvoiceRecord>, Problem> {
    let found = store::find(it.billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_ISSUE, found.site_id)?;
    let (clock, mut tx) = (it.billing.context.clock.as_ref(), it.billing.context.db.begin().await?);
    let mut row = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if_match.check(row.version)?;
    if !may_record(&row) {
        return Err(Error::NotByHand.into());
    }
    let before = row.clone();
    let registration = Registration { reference: body.reference.trim().to_owned(), code: filled(body.code) };
    let noted = apply(&mut row, Told::Accepted { id: None, registration }, clock.now());
    store::save(&tx, &mut row).await?;
    if let Some((outcome, told)) = noted {
        note(&tx, &row, (Step::Hand, outcome, told), (&actor, clock.now())).await?;
    }
    let change = Change { action: "e_invoice.record", entity: "e_invoice", id, label: &row.number, site: Some(row.site_id) };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    outbox::append(&mut tx, MODULE, &changed(&row), &actor, clock).await?;
    tx.commit().await?;
    get::shown(&it, &actor, row).await
}
