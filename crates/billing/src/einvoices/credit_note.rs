//! What is frozen of a credit note, in the terms of EN 16931: pure. Its amounts are positive and mean the other direction.

use chrono::NaiveDate;
use einvoice::model::{self, Kind, Line, Preceding, Vat, figures, unit_code};
use kernel::{Amount, BasisPoints, Currency, Problem, Quantity};

use super::model::{adjustments, filled, note_of, party, reason, vat};
use crate::credit_notes::store::CreditNote;
use crate::credit_notes::{self, exemption};
use crate::entities::credit_lines;
use crate::invoices::invoice::Parties;

/// `invoiced_on` is the day of the invoice that it takes back from.
pub fn of_note(
    note: &CreditNote,
    rows: &[credit_lines::Model],
    invoiced_on: Option<NaiveDate>,
    country: &str,
) -> Result<model::Invoice, Problem> {
    let parties: Parties = serde_json::from_str(&note.parties).map_err(|error| Problem::internal(&error))?;
    let currency: Currency =
        Currency::from_code(&note.currency).ok_or_else(|| Problem::internal(&format!("{} is no currency", note.currency)))?;
    let lines: Vec<_> = (1..).zip(rows).map(line).collect();
    let adjustments = adjustments(&credit_notes::totals(note));
    let why = exemption(note)?.as_ref().map(reason);
    let (vat, totals) = figures(&lines, &adjustments, Amount::ZERO, why.as_deref());
    let mut written = model::Invoice {
        number: note.number.clone(),
        kind: Kind::CreditNote,
        issued_on: note.issued_on,
        due_on: None,
        delivered_on: None,
        currency,
        process: None,
        buyer_reference: filled(&note.work_order_number),
        order_reference: None,
        preceding: Some(Preceding { number: note.invoice_number.clone(), issued_on: invoiced_on }),
        notes: why.iter().chain([&note.reason]).map(|text| note_of(text)).collect(),
        payment_terms: None,
        seller: party(&parties.seller, country),
        buyer: party(&parties.buyer, country),
        payment: None,
        lines,
        adjustments,
        vat,
        totals,
    };
    take_vat(&mut written, note)?;
    if written.totals.due == note.total { Ok(written) } else { Err(Problem::internal(&"an electronic credit note does not add up")) }
}

/// A line with the figures of the invoice, where they make its net. What does not, a price reduction or the part of a line that rounding left,
/// is one of its amount: EN 16931 asks that quantity and price make the net.
fn line((place, row): (usize, &credit_lines::Model)) -> Line {
    let vat = vat(row.vat_rate, row.exempt_from);
    let (id, name) = (place.to_string(), row.description.clone());
    let figures = (row.unit_price, row.discount);
    let priced = Line::priced(id.clone(), name.clone(), (row.quantity, unit_code(&row.unit)), figures, vat);
    let one = Quantity::whole(row.net.0.signum());
    let whole = || Line::priced(id, name, (one, "C62"), (Amount(row.net.0.abs()), BasisPoints(0)), vat);
    let line = if priced.net == row.net { priced } else { whole() };
    Line { code: row.code.clone(), ..line }
}

/// VAT is rounded once for all credit notes of an invoice together: the groups are the note's own.
fn take_vat(written: &mut model::Invoice, note: &CreditNote) -> Result<(), Problem> {
    let groups: Vec<kernel::money::VatGroup> = serde_json::from_str(&note.vat_groups).map_err(|error| Problem::internal(&error))?;
    for each in &mut written.vat {
        if let Some(group) = groups.iter().find(|group| !group.exempt && Vat::at(group.rate) == each.vat) {
            each.tax = group.vat;
        }
    }
    let vat: Amount = written.vat.iter().map(|each| each.tax).sum();
    let totals = &written.totals;
    written.totals = model::Totals { vat, gross: totals.net + vat, ..totals.clone() }.rounded_by(note.rounding);
    Ok(())
}
