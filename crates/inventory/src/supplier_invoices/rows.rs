//! Between a supplier's invoice and its rows.

use super::invoice::{Approval, BilledLine, Bought, SupplierInvoice};
use crate::entities::{supplier_invoice_lines as lines, supplier_invoices as invoices};
use crate::products::sku_key;
use crate::purchases::SupplierLabel;

pub fn invoice_row(invoice: &SupplierInvoice) -> invoices::Model {
    let approval = invoice.approval.as_ref();
    invoices::Model {
        id: invoice.id,
        number: invoice.number.clone(),
        number_key: number_key(&invoice.number),
        site_id: invoice.site_id,
        supplier_id: invoice.supplier.id,
        supplier_name: invoice.supplier.name.clone(),
        state: invoice.state,
        currency: invoice.currency.clone(),
        dated_on: invoice.dated_on,
        due_on: invoice.due_on,
        notes: invoice.notes.clone(),
        total_cost: invoice.total_cost(),
        difference_cost: invoice.difference_cost(),
        approved_by: approval.map(|approval| approval.by.clone()),
        approval_reason: approval.map(|approval| approval.reason.clone()),
        approved_at: approval.map(|approval| approval.at),
        cancel_reason: invoice.cancel_reason.clone(),
        created_at: invoice.created_at,
        created_by: invoice.created_by.clone(),
        version: invoice.version,
    }
}

/// `FA 2026/17` and `fa-2026-17` are one number; one of signs alone is itself.
pub fn number_key(number: &str) -> String {
    let key = sku_key(number);
    if key.is_empty() { number.trim().to_owned() } else { key }
}

pub fn line_rows(invoice: &SupplierInvoice) -> Vec<lines::Model> {
    let row = |(place, line): (usize, &BilledLine)| lines::Model {
        id: line.id,
        invoice_id: invoice.id,
        position: i32::try_from(place).unwrap_or(i32::MAX),
        purchase_line_id: line.of.as_ref().map(|of| of.line_id),
        order_id: line.of.as_ref().map(|of| of.order_id),
        order_number: line.of.as_ref().map(|of| of.order_number.clone()),
        product_id: line.of.as_ref().map(|of| of.product_id),
        description: line.description.clone(),
        article_number: line.article_number.clone(),
        unit: line.unit,
        pack_size: line.pack_size,
        packs: line.packs,
        pack_cost: line.pack_cost,
        matched: line.matched,
        expected_cost: line.expected_cost,
        stock_cost: line.stock_cost,
    };
    invoice.lines.iter().enumerate().map(row).collect()
}

/// Lines come in order of position.
pub fn assemble(row: invoices::Model, lines: Vec<lines::Model>) -> SupplierInvoice {
    let approval = row.approved_by.zip(row.approval_reason).zip(row.approved_at);
    SupplierInvoice {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        supplier: SupplierLabel { id: row.supplier_id, name: row.supplier_name },
        state: row.state,
        currency: row.currency,
        dated_on: row.dated_on,
        due_on: row.due_on,
        notes: row.notes,
        lines: lines.into_iter().map(line_of).collect(),
        approval: approval.map(|((by, reason), at)| Approval { by, reason, at }),
        cancel_reason: row.cancel_reason,
        created_at: row.created_at,
        created_by: row.created_by,
        version: row.version,
    }
}

fn line_of(row: lines::Model) -> BilledLine {
    let bought = row.purchase_line_id.zip(row.order_id).zip(row.order_number).zip(row.product_id);
    BilledLine {
        id: row.id,
        of: bought.map(|(((line_id, order_id), order_number), product_id)| Bought { line_id, order_id, order_number, product_id }),
        description: row.description,
        article_number: row.article_number,
        unit: row.unit,
        pack_size: row.pack_size,
        packs: row.packs,
        pack_cost: row.pack_cost,
        matched: row.matched,
        expected_cost: row.expected_cost,
        stock_cost: row.stock_cost,
    }
}
