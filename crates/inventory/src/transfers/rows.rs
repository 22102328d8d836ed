//! Between a transfer and its rows.

use super::transfer::{Place, Transfer, TransferLine};
use crate::entities::{transfer_lines as lines, transfers};

pub fn transfer_row(transfer: &Transfer) -> transfers::Model {
    transfers::Model {
        id: transfer.id,
        number: transfer.number.clone(),
        from_site: transfer.from.site_id,
        from_name: transfer.from.name.clone(),
        to_site: transfer.to.site_id,
        to_name: transfer.to.name.clone(),
        state: transfer.state,
        currency: transfer.currency.clone(),
        notes: transfer.notes.clone(),
        open_cost: transfer.open_cost(),
        cancel_reason: transfer.cancel_reason.clone(),
        created_at: transfer.created_at,
        created_by: transfer.created_by.clone(),
        shipped_at: transfer.shipped_at,
        received_at: transfer.received_at,
        version: transfer.version,
    }
}

pub fn line_rows(transfer: &Transfer) -> Vec<lines::Model> {
    let row = |(place, line): (usize, &TransferLine)| lines::Model {
        id: line.id,
        transfer_id: transfer.id,
        position: i32::try_from(place).unwrap_or(i32::MAX),
        product_id: line.product_id,
        sku: line.sku.clone(),
        description: line.description.clone(),
        unit: line.unit,
        requested: line.requested,
        shipped: line.shipped,
        received: line.received,
        kept: line.kept,
        lost: line.lost,
        unit_cost: line.unit_cost,
    };
    transfer.lines.iter().enumerate().map(row).collect()
}

/// Lines come in order of position.
pub fn assemble(row: transfers::Model, lines: Vec<lines::Model>) -> Transfer {
    Transfer {
        id: row.id,
        number: row.number,
        from: Place { site_id: row.from_site, name: row.from_name },
        to: Place { site_id: row.to_site, name: row.to_name },
        state: row.state,
        currency: row.currency,
        notes: row.notes,
        lines: lines.into_iter().map(line_of).collect(),
        cancel_reason: row.cancel_reason,
        created_at: row.created_at,
        created_by: row.created_by,
        shipped_at: row.shipped_at,
        received_at: row.received_at,
        version: row.version,
    }
}

fn line_of(row: lines::Model) -> TransferLine {
    TransferLine {
        id: row.id,
        product_id: row.product_id,
        sku: row.sku,
        description: row.description,
        unit: row.unit,
        requested: row.requested,
        shipped: row.shipped,
        received: row.received,
        kept: row.kept,
        lost: row.lost,
        unit_cost: row.unit_cost,
    }
}
