//! Tells figures what documents sold. docs/decisions/0109-figures.md.

use contracts::billing::{SaleRecorded, SoldLine, SoldOrder};
use contracts::workshop::CompletedLine;
use kernel::money::{extended, pro_rata};
use kernel::{Actor, Amount, Clock, Problem, Quantity, Tx, outbox};

use crate::MODULE;
use crate::credit_notes::note::CreditLine;
use crate::credit_notes::store::CreditNote;
use crate::invoices::invoice::Invoice;
use crate::together::order_of;

/// An invoice that was just issued.
pub async fn issued(tx: &mut Tx, invoice: &Invoice, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let Some(sale) = of_invoice(invoice) else { return Ok(()) };
    Ok(outbox::append(tx, MODULE, &sale, actor, clock).await?)
}

/// A credit note that was just written.
pub async fn credited(
    tx: &mut Tx,
    (note, lines): (&CreditNote, &[CreditLine]),
    invoice: &Invoice,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    Ok(outbox::append(tx, MODULE, &of_note(note, lines, invoice), actor, clock).await?)
}

/// None of a draft, and of what was open before this system.
pub fn of_invoice(invoice: &Invoice) -> Option<SaleRecorded> {
    let issue = invoice.issued()?;
    let counts = |line: &CompletedLine| SoldLine {
        line_id: line.id,
        work_order_id: order_of(invoice, line.id),
        kind: line.kind,
        quantity: line.quantity,
        net: line.net,
        discount: discount(line),
        given: line.reduced.given,
        cover: line.reduced.cover,
    };
    Some(SaleRecorded {
        id: invoice.id.0,
        number: issue.number.text.clone(),
        site_id: invoice.site_id,
        on: issue.on,
        invoice_id: invoice.id,
        is_credit: false,
        is_payers: invoice.payer_id.is_some(),
        customer_id: invoice.customer.id,
        customer_name: invoice.customer.name.clone(),
        currency: invoice.currency.code().to_owned(),
        total: invoice.totals().total,
        due_on: Some(issue.due_on),
        due: invoice.due(),
        orders: orders(invoice),
        lines: invoice.lines.iter().map(counts).collect(),
    })
}

/// What it takes back, line by line.
pub fn of_note(note: &CreditNote, lines: &[CreditLine], invoice: &Invoice) -> SaleRecorded {
    let taken = |row: &CreditLine| {
        let line = invoice.lines.iter().find(|line| line.id == row.line_id)?;
        let given = pro_rata(line.reduced.given, row.quantity.0, line.quantity.0.max(1));
        Some(SoldLine {
            line_id: row.line_id,
            work_order_id: order_of(invoice, row.line_id),
            kind: line.kind,
            quantity: Quantity(-row.quantity.0),
            net: -row.net,
            discount: Amount::ZERO,
            given: -given,
            cover: line.reduced.cover,
        })
    };
    SaleRecorded {
        id: note.id.0,
        number: note.number.clone(),
        site_id: note.site_id,
        on: note.issued_on,
        invoice_id: note.invoice_id,
        is_credit: true,
        is_payers: invoice.payer_id.is_some(),
        customer_id: note.customer_id,
        customer_name: note.customer_name.clone(),
        currency: note.currency.clone(),
        total: -note.total,
        due_on: None,
        due: Amount::ZERO,
        orders: orders(invoice),
        lines: lines.iter().filter_map(taken).collect(),
    }
}

/// What its own discount takes and those on job and order; of a line that somebody else pays, the customer's line says it.
fn discount(line: &CompletedLine) -> Amount {
    if line.payer.is_some() {
        return Amount::ZERO;
    }
    extended(line.quantity, line.unit_price) - line.net - line.reduced.given
}

fn orders(invoice: &Invoice) -> Vec<SoldOrder> {
    let is_visit = |plate: &str| !plate.is_empty();
    if invoice.together.is_empty() {
        let order = &invoice.work_order;
        return vec![SoldOrder { id: order.id, number: order.number.clone(), is_visit: is_visit(&invoice.vehicle.plate) }];
    }
    let part = |order: &crate::together::OrderPart| SoldOrder {
        id: order.id,
        number: order.number.clone(),
        is_visit: is_visit(&order.vehicle.plate),
    };
    invoice.together.iter().map(part).collect()
}
