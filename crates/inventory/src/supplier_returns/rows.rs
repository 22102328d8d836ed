//! Between a return and its rows.

use super::supplier_return::{CreditNote, ReturnLine, SupplierReturn};
use crate::entities::{supplier_credits as credits, supplier_return_lines as lines, supplier_returns as returns};
use crate::purchases::SupplierLabel;
use crate::supplier_invoices::{Approval, number_key};

pub fn return_row(back: &SupplierReturn) -> returns::Model {
    let settled = back.settled.as_ref();
    returns::Model {
        id: back.id,
        number: back.number.clone(),
        site_id: back.site_id,
        supplier_id: back.supplier.id,
        supplier_name: back.supplier.name.clone(),
        state: back.state,
        currency: back.currency.clone(),
        notes: back.notes.clone(),
        expected_cost: back.expected(),
        credited_cost: back.credited(),
        settled_by: settled.map(|settled| settled.by.clone()),
        settled_reason: settled.map(|settled| settled.reason.clone()),
        settled_at: settled.map(|settled| settled.at),
        cancel_reason: back.cancel_reason.clone(),
        created_at: back.created_at,
        created_by: back.created_by.clone(),
        shipped_at: back.shipped_at,
        credited_at: back.credited_at,
        version: back.version,
    }
}

pub fn line_rows(back: &SupplierReturn) -> Vec<lines::Model> {
    let row = |(place, line): (usize, &ReturnLine)| lines::Model {
        id: line.id,
        return_id: back.id,
        position: i32::try_from(place).unwrap_or(i32::MAX),
        product_id: line.product_id,
        sku: line.sku.clone(),
        description: line.description.clone(),
        unit: line.unit,
        quantity: line.quantity,
        unit_cost: line.unit_cost,
        reason: line.reason,
        purchase_line_id: line.purchase_line_id,
        stock_cost: line.stock_cost,
    };
    back.lines.iter().enumerate().map(row).collect()
}

pub fn credit_rows(back: &SupplierReturn) -> Vec<credits::Model> {
    let row = |credit: &CreditNote| credits::Model {
        id: credit.id,
        return_id: back.id,
        supplier_id: back.supplier.id,
        number: credit.number.clone(),
        number_key: number_key(&credit.number),
        dated_on: credit.dated_on,
        credit_cost: credit.credit_cost,
        by_name: credit.by.clone(),
        at: credit.at,
    };
    back.credits.iter().map(row).collect()
}

/// Lines come in order of position, credits in order of their ids.
pub fn assemble(row: returns::Model, lines: Vec<lines::Model>, credits: Vec<credits::Model>) -> SupplierReturn {
    let settled = row.settled_by.zip(row.settled_reason).zip(row.settled_at);
    SupplierReturn {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        supplier: SupplierLabel { id: row.supplier_id, name: row.supplier_name },
        state: row.state,
        currency: row.currency,
        notes: row.notes,
        lines: lines.into_iter().map(line_of).collect(),
        credits: credits.into_iter().map(credit_of).collect(),
        settled: settled.map(|((by, reason), at)| Approval { by, reason, at }),
        cancel_reason: row.cancel_reason,
        created_at: row.created_at,
        created_by: row.created_by,
        shipped_at: row.shipped_at,
        credited_at: row.credited_at,
        version: row.version,
    }
}

fn line_of(row: lines::Model) -> ReturnLine {
    ReturnLine {
        id: row.id,
        product_id: row.product_id,
        sku: row.sku,
        description: row.description,
        unit: row.unit,
        quantity: row.quantity,
        unit_cost: row.unit_cost,
        reason: row.reason,
        purchase_line_id: row.purchase_line_id,
        stock_cost: row.stock_cost,
    }
}

fn credit_of(row: credits::Model) -> CreditNote {
    CreditNote { id: row.id, number: row.number, dated_on: row.dated_on, credit_cost: row.credit_cost, by: row.by_name, at: row.at }
}
