//! A document as an archive tells it: its fields by name, and what was hashed of it.

use chrono::NaiveDate;
use chrono_tz::Tz;
use kernel::{Amount, BasisPoints, Quantity};
use sea_orm::ActiveEnum;
use serde::Serialize;

use crate::chain::Document;
use crate::entities::{credit_lines, lines};
use crate::invoices::invoice::local_day;

/// Amounts in minor units of the currency, quantities in thousandths, rates in hundredths of a per cent.
#[derive(Default, Serialize)]
pub struct Record<'a> {
    pub series: &'a str,
    pub sequence: i64,
    pub kind: &'static str,
    number: &'a str,
    /// The day at its site.
    pub on: String,
    customer: &'a str,
    currency: &'a str,
    net: Amount,
    vat: Amount,
    /// Of prices that were told with tax; left out without any.
    #[serde(skip_serializing_if = "Option::is_none")]
    rounding: Option<Amount>,
    stamp_duty: Amount,
    pub total: Amount,
    /// The invoice that a credit note takes back from.
    #[serde(skip_serializing_if = "Option::is_none")]
    invoice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tender: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<Line<'a>>,
    /// Of the document before it in the series; the series' name before the first.
    before: &'a str,
    hash: &'a str,
    /// What is hashed after `before`, each part with its length in eight bytes before it.
    hashed: Vec<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    code: Option<&'a str>,
    description: &'a str,
    unit: &'a str,
    quantity: Quantity,
    unit_price: Amount,
    /// What was told, where the price is worked out of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_price_with_tax: Option<Amount>,
    discount: BasisPoints,
    vat_rate: BasisPoints,
    net: Amount,
}

/// Where a document stands in its chain.
#[derive(Clone, Copy)]
pub struct Link<'a> {
    pub before: &'a str,
    pub hash: &'a str,
    /// The day at its site.
    pub on: &'a str,
}

impl<'a> Record<'a> {
    /// None of a draft.
    pub fn new(document: Document<'a>, link: Link<'a>) -> Option<Self> {
        let Link { before, hash, on } = link;
        let (hashed, kind) = (document.parts(), document.place()?.kind);
        let record = Self { kind, on: on.to_owned(), before, hash, hashed, ..Self::default() };
        Some(match document {
            Document::Invoice(row, lines) => Self {
                series: row.series.as_deref()?,
                sequence: row.sequence?,
                number: row.number.as_deref()?,
                customer: &row.customer_name,
                currency: &row.currency,
                net: row.net,
                vat: row.vat,
                rounding: rounded(row.rounding),
                stamp_duty: row.stamp_duty,
                total: row.total,
                lines: lines.iter().map(invoiced).collect(),
                ..record
            },
            Document::CreditNote(row, lines) => Self {
                series: &row.series,
                sequence: row.sequence,
                number: &row.number,
                customer: &row.customer_name,
                currency: &row.currency,
                net: row.net,
                vat: row.vat,
                rounding: rounded(row.rounding),
                stamp_duty: row.stamp_duty,
                total: row.total,
                invoice: Some(&row.invoice_number),
                lines: lines.iter().map(credited).collect(),
                ..record
            },
            Document::Deposit(row) => Self {
                series: &row.series,
                sequence: row.sequence,
                number: &row.number,
                customer: &row.customer_name,
                currency: &row.currency,
                total: row.amount,
                tender: Some(row.tender.to_value()),
                ..record
            },
        })
    }
}

fn rounded(rounding: Amount) -> Option<Amount> {
    (!rounding.is_zero()).then_some(rounding)
}

/// The day at the site that it was issued on; none of a draft.
pub fn day(document: Document<'_>, zone: Tz) -> Option<NaiveDate> {
    match document {
        Document::Invoice(row, _) => row.issued_on,
        Document::CreditNote(row, _) => Some(row.issued_on),
        Document::Deposit(row) => Some(local_day(row.at, zone)),
    }
}

fn invoiced(line: &lines::Model) -> Line<'_> {
    let lines::Model { code, description, unit, quantity, unit_price, unit_price_with_tax, discount, vat_rate, net, .. } = line;
    Line {
        code: code.as_deref(),
        description,
        unit,
        quantity: *quantity,
        unit_price: *unit_price,
        unit_price_with_tax: *unit_price_with_tax,
        discount: *discount,
        vat_rate: *vat_rate,
        net: *net,
    }
}

fn credited(line: &credit_lines::Model) -> Line<'_> {
    let credit_lines::Model { code, description, unit, quantity, unit_price, discount, vat_rate, net, .. } = line;
    Line {
        code: code.as_deref(),
        description,
        unit,
        quantity: *quantity,
        unit_price: *unit_price,
        unit_price_with_tax: None,
        discount: *discount,
        vat_rate: *vat_rate,
        net: *net,
    }
}
