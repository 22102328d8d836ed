//! One invoice of several drafts: pure.

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceId;
use contracts::documents::DocumentOrder;
use contracts::workshop::{LineId, WorkOrderId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::invoices::invoice::{Invoice, VehicleRef, WorkOrderRef};

/// Most lines of one invoice: what one can still print and read.
const MOST_LINES: usize = 2_000;

/// One of the work orders of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InvoiceOrder)]
pub struct OrderPart {
    pub id: WorkOrderId,
    pub number: String,
    /// Of a sale at the counter without plate and label.
    pub vehicle: VehicleRef,
    /// The customer's own order number.
    pub po_number: Option<String>,
    /// How many of the invoice's lines are its, after those of the orders before it.
    pub lines: usize,
}

impl OrderPart {
    fn of(draft: &Invoice) -> Self {
        let WorkOrderRef { id, number } = draft.work_order.clone();
        Self { id, number, vehicle: draft.vehicle.clone(), po_number: draft.po_number.clone(), lines: draft.lines.len() }
    }

    pub fn printed(self) -> DocumentOrder {
        let VehicleRef { plate, label, .. } = self.vehicle;
        DocumentOrder { number: self.number, plate, vehicle: label, po_number: self.po_number, lines: self.lines }
    }
}

/// The order of a line of an invoice.
pub fn order_of(invoice: &Invoice, line: LineId) -> WorkOrderId {
    let place = invoice.lines.iter().position(|one| one.id == line).unwrap_or_default();
    let mut before = 0;
    let is_its = |order: &&OrderPart| {
        before += order.lines;
        place < before
    };
    invoice.together.iter().find(is_its).map_or(invoice.work_order.id, |order| order.id)
}

/// A draft of all that the drafts ask for: their lines one after the other, one stamp duty. The drafts are as they were asked for.
pub fn together(drafts: &[Invoice], now: DateTime<Utc>) -> Result<Invoice, Error> {
    let Some(first) = drafts.first() else { return Err(Error::NotTogether { at: 0 }) };
    for (at, draft) in drafts.iter().enumerate() {
        if drafts[..at].iter().any(|other| other.id == draft.id) {
            return Err(Error::TogetherTwice { at });
        }
        draft.check_issuable().map_err(|refused| match refused {
            Error::OrderReopened => Error::TogetherReopened { at },
            _ => Error::NotTogether { at },
        })?;
        if whose(draft) != whose(first) {
            return Err(Error::NotTogether { at });
        }
    }
    let mut ordered: Vec<_> = drafts.iter().collect();
    ordered.sort_by_key(|draft| (draft.created_at, draft.id));
    let lines: Vec<_> = ordered.iter().flat_map(|draft| draft.lines.clone()).collect();
    if lines.len() > MOST_LINES {
        return Err(Error::TooManyLines);
    }
    let oldest = ordered[0];
    Ok(Invoice {
        id: InvoiceId::new(),
        work_order: WorkOrderRef { id: oldest.work_order.id, number: String::new() },
        vehicle: VehicleRef { plate: String::new(), label: String::new(), odometer_km: None, ..oldest.vehicle.clone() },
        stamp_duty: drafts.iter().map(|draft| draft.stamp_duty).max().unwrap_or_default(),
        lines,
        notes: ordered.iter().flat_map(|draft| draft.notes.clone()).collect(),
        po_number: po_numbers(&ordered),
        together: ordered.iter().map(|draft| OrderPart::of(draft)).collect(),
        created_at: now,
        version: 1,
        ..first.clone()
    })
}

fn whose(draft: &Invoice) -> impl PartialEq + use<> {
    (draft.site_id, draft.customer.id, draft.payer_id, draft.currency, draft.exemption.clone())
}

/// Each once, with commas between.
fn po_numbers(drafts: &[&Invoice]) -> Option<String> {
    let mut numbers: Vec<&str> = vec![];
    for number in drafts.iter().filter_map(|draft| draft.po_number.as_deref()) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    (!numbers.is_empty()).then(|| numbers.join(", "))
}
