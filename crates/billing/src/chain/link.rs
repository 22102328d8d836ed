//! What is frozen of a document, and its hash: pure.

use chrono::{DateTime, SecondsFormat, Utc};
use kernel::idempotency::hex;
use kernel::{Amount, BasisPoints, SiteId};
use sea_orm::ActiveEnum;
use sea_orm::prelude::Uuid;
use sha2::{Digest, Sha256};

use crate::entities::{credit_lines, credit_notes, deposits, invoices, lines};

/// An issued document with its lines, in their order.
#[derive(Clone, Copy, Debug)]
pub enum Document<'a> {
    Invoice(&'a invoices::Model, &'a [lines::Model]),
    CreditNote(&'a credit_notes::Model, &'a [credit_lines::Model]),
    /// A deposit or a receipt.
    Deposit(&'a deposits::Model),
}

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: Uuid,
    pub site_id: SiteId,
    pub series: String,
    pub sequence: i64,
    /// `invoice`, `credit_note` or `deposit`
    pub kind: &'static str,
}

impl Document<'_> {
    /// None of a draft.
    pub fn place(&self) -> Option<Place> {
        Some(match self {
            Self::Invoice(row, _) => {
                let (series, sequence) = row.series.clone().zip(row.sequence)?;
                Place { id: row.id.0, site_id: row.site_id, series, sequence, kind: "invoice" }
            }
            Self::CreditNote(row, _) => {
                let (series, sequence) = (row.series.clone(), row.sequence);
                Place { id: row.id.0, site_id: row.site_id, series, sequence, kind: "credit_note" }
            }
            Self::Deposit(row) => {
                let (series, sequence) = (row.series.clone(), row.sequence);
                Place { id: row.id.0, site_id: row.site_id, series, sequence, kind: "deposit" }
            }
        })
    }

    /// Its hash after the one before it in the series. Lengths are hashed too, so that no two documents read alike.
    pub fn hash(&self, before: &str) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        };
        add(before);
        for part in self.parts() {
            add(&part);
        }
        hex(&hash.finalize())
    }

    /// What is hashed, in its order.
    pub fn parts(&self) -> Vec<String> {
        match self {
            Self::Invoice(row, lines) => invoice(row).into_iter().chain(lines.iter().flat_map(line)).collect(),
            Self::CreditNote(row, lines) => credit_note(row).into_iter().chain(lines.iter().flat_map(credit_line)).collect(),
            Self::Deposit(row) => deposit(row).into(),
        }
    }
}

/// Certificates, own order numbers and rounding came later: an invoice without them has the hash that it always had.
fn invoice(row: &invoices::Model) -> Vec<String> {
    let mut parts = plain_invoice(row);
    parts.extend(row.exemption.clone());
    parts.extend(row.po_number.as_ref().map(|number| format!("po {number}")));
    parts.extend(row.together.as_ref().map(|orders| format!("together {orders}")));
    parts.extend(rounded(row.rounding));
    parts
}

fn plain_invoice(row: &invoices::Model) -> Vec<String> {
    vec![
        row.id.to_string(),
        row.site_id.to_string(),
        filled(row.series.as_ref()),
        filled(row.sequence),
        filled(row.number.as_ref()),
        row.work_order_number.clone(),
        row.vehicle_plate.clone(),
        row.vehicle_label.clone(),
        filled(row.odometer_km),
        filled(row.parties.as_ref()),
        filled(row.language.as_ref()),
        row.currency.clone(),
        row.net.0.to_string(),
        row.vat.0.to_string(),
        row.gross.0.to_string(),
        row.stamp_duty.0.to_string(),
        row.total.0.to_string(),
        row.issued_at.map(time).unwrap_or_default(),
        filled(row.issued_on),
        filled(row.due_on),
        filled(row.notes.as_ref()),
    ]
}

/// What was taken off was added later: a line without it has the hash that it always had.
fn line(row: &lines::Model) -> Vec<String> {
    let mut parts = plain_line(row).to_vec();
    if !row.off.is_zero() || !row.given.is_zero() {
        let cover = row.cover.map(|cover| cover.to_value()).unwrap_or_default();
        parts.push(format!("{} {} {cover}", row.off.0, row.given.0));
    }
    parts.extend(row.exempt_from.map(exempt));
    parts.extend(levied(row.levy_rate));
    parts.extend(row.unit_price_with_tax.map(|price| format!("told {}", price.0)));
    parts
}

fn plain_line(row: &lines::Model) -> [String; 13] {
    [
        row.line_id.to_string(),
        row.position.to_string(),
        row.job_title.clone(),
        row.kind.to_value(),
        filled(row.product_id.as_ref()),
        filled(row.code.as_ref()),
        row.description.clone(),
        row.unit.clone(),
        row.quantity.0.to_string(),
        row.unit_price.0.to_string(),
        row.discount.0.to_string(),
        row.vat_rate.0.to_string(),
        row.net.0.to_string(),
    ]
}

/// A line without a levy has the hash that it always had.
fn levied(rate: BasisPoints) -> Option<String> {
    (rate.0 != 0).then(|| format!("levy {}", rate.0))
}

fn rounded(rounding: Amount) -> Option<String> {
    (!rounding.is_zero()).then(|| format!("rounding {}", rounding.0))
}

fn exempt(rate: BasisPoints) -> String {
    format!("exempt {}", rate.0)
}

fn credit_note(row: &credit_notes::Model) -> Vec<String> {
    let levies = row.levies.as_ref().map(|levies| format!("levies {levies}"));
    plain_credit_note(row).into_iter().chain(row.exemption.clone()).chain(levies).chain(rounded(row.rounding)).collect()
}

fn plain_credit_note(row: &credit_notes::Model) -> Vec<String> {
    vec![
        row.id.to_string(),
        row.site_id.to_string(),
        row.series.clone(),
        row.sequence.to_string(),
        row.number.clone(),
        row.invoice_id.to_string(),
        row.invoice_number.clone(),
        row.reason.clone(),
        row.parties.clone(),
        row.language.clone(),
        row.currency.clone(),
        row.net.0.to_string(),
        row.vat.0.to_string(),
        row.vat_groups.clone(),
        row.gross.0.to_string(),
        row.stamp_duty.0.to_string(),
        row.total.0.to_string(),
        time(row.issued_at),
        row.issued_on.to_string(),
        row.by_name.clone(),
    ]
}

fn credit_line(row: &credit_lines::Model) -> Vec<String> {
    plain_credit_line(row).into_iter().chain(row.exempt_from.map(exempt)).chain(levied(row.levy_rate)).collect()
}

fn plain_credit_line(row: &credit_lines::Model) -> [String; 12] {
    [
        row.line_id.to_string(),
        row.position.to_string(),
        row.job_title.clone(),
        filled(row.code.as_ref()),
        row.description.clone(),
        row.unit.clone(),
        row.quantity.0.to_string(),
        row.unit_price.0.to_string(),
        row.discount.0.to_string(),
        row.vat_rate.0.to_string(),
        row.net.0.to_string(),
        row.id.to_string(),
    ]
}

fn deposit(row: &deposits::Model) -> [String; 13] {
    [
        row.id.to_string(),
        row.site_id.to_string(),
        row.series.clone(),
        row.sequence.to_string(),
        row.number.clone(),
        row.work_order_number.clone(),
        row.customer_name.clone(),
        row.currency.clone(),
        row.amount.0.to_string(),
        row.tender.to_value(),
        filled(row.reference.as_ref()),
        row.by_name.clone(),
        time(row.at),
    ]
}

fn filled(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// To the millisecond, which both databases keep.
fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
