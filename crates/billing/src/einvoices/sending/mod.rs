//! Electronic documents on their way (PRODUCT O5; scenario 3.7 steps 1 and 3). Why it is as it is: docs/decisions/0078-sending-e-invoices.md,
//! 0096-peppol.md.
//!
//! Owns one row for each document that is issued at a site whose documents leave, written in the transaction that issues it, and every try.
//! Refuses sending again what is under way or accepted (`not-to-resend`), and recording by hand what the program sends (`not-by-hand`).

mod account;
mod again;
pub mod deliver;
pub mod demo;
pub mod document;
pub mod get;
pub mod list;
mod peppyrus;
mod platform;
pub mod record;
pub mod resend;
mod soap;
pub mod step;
pub mod store;
pub mod tables;
mod ttn;
pub mod view;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::InvoiceId;
use kernel::{Problem, SiteId, Tx};
use uuid::Uuid;

use crate::invoices::invoice::CustomerRef;
use document::{DocumentKind, State};
use tables::documents::Model;

use super::settings;

/// A document that is issued.
pub struct Issued<'a> {
    pub kind: DocumentKind,
    pub id: Uuid,
    pub invoice_id: InvoiceId,
    pub number: &'a str,
    pub site: SiteId,
    pub customer: &'a CustomerRef,
    pub at: DateTime<Utc>,
    /// The buyer's number, where it was mended after the invoice was issued.
    pub tax_id: Option<String>,
    /// Where the buyer is found.
    pub electronic_address: Option<String>,
}

/// Has it leave as the site chose, in the transaction that issues it.
pub async fn queue(tx: &Tx, issued: Issued<'_>, as_is: &settings::Model, format: settings::Choice) -> Result<(), Problem> {
    let row = Model {
        id: Uuid::now_v7(),
        site_id: issued.site,
        kind: issued.kind,
        document_id: issued.id,
        invoice_id: issued.invoice_id,
        number: issued.number.to_owned(),
        customer_id: issued.customer.id,
        customer_name: issued.customer.name.clone(),
        format,
        platform: as_is.platform,
        state: State::Pending,
        tax_id: issued.tax_id,
        electronic_address: issued.electronic_address,
        xml: None,
        external_id: None,
        refused_id: None,
        reference: None,
        code: None,
        why: None,
        tried: false,
        failures: 0,
        faults: 0,
        issued_at: issued.at,
        changed_at: issued.at,
        overdue_at: issued.at + TimeDelta::hours(as_is.overdue_hours.into()),
        next_at: Some(issued.at),
        version: 1,
    };
    Ok(store::insert(tx, row).await?)
}
