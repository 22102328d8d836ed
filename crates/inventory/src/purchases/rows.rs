//! Between a purchase order and its rows.

use super::purchase_order::{Link, PurchaseLine, PurchaseOrder, SupplierLabel};
use crate::entities::{purchase_lines, purchase_links, purchase_orders};

pub fn order_row(order: &PurchaseOrder) -> purchase_orders::Model {
    purchase_orders::Model {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        supplier_id: order.supplier.id,
        supplier_name: order.supplier.name.clone(),
        state: order.state,
        currency: order.currency.clone(),
        expected_on: order.expected_on,
        notes: order.notes.clone(),
        cancel_reason: order.cancel_reason.clone(),
        total_cost: order.total_cost(),
        created_at: order.created_at,
        created_by: order.created_by.clone(),
        sent_at: order.sent_at,
        closed_at: order.closed_at,
        version: order.version,
    }
}

pub fn line_rows(order: &PurchaseOrder) -> Vec<purchase_lines::Model> {
    let row = |(place, line): (usize, &PurchaseLine)| purchase_lines::Model {
        id: line.id,
        order_id: order.id,
        position: i32::try_from(place).unwrap_or(i32::MAX),
        product_id: line.product_id,
        sku: line.sku.clone(),
        article_number: line.article_number.clone(),
        description: line.description.clone(),
        unit: line.unit,
        pack_size: line.pack_size,
        quantity: line.quantity,
        received: line.received,
        pack_cost: line.pack_cost,
        billed: line.billed,
        instead_of: line.instead_of.clone(),
    };
    order.lines.iter().enumerate().map(row).collect()
}

pub fn link_rows(order: &PurchaseOrder) -> Vec<purchase_links::Model> {
    let row = |line: &PurchaseLine, link: &Link| purchase_links::Model {
        purchase_line_id: line.id,
        line_id: link.line_id,
        work_order_id: link.work_order_id,
        order_number: link.order_number.clone(),
        quantity: link.quantity,
        served: link.served,
    };
    order.lines.iter().flat_map(|line| line.links.iter().map(move |link| row(line, link))).collect()
}

/// Lines come in order of position.
pub fn assemble(row: purchase_orders::Model, lines: Vec<purchase_lines::Model>, for_jobs: &[purchase_links::Model]) -> PurchaseOrder {
    PurchaseOrder {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        supplier: SupplierLabel { id: row.supplier_id, name: row.supplier_name },
        state: row.state,
        currency: row.currency,
        expected_on: row.expected_on,
        notes: row.notes,
        cancel_reason: row.cancel_reason,
        lines: lines.into_iter().map(|line| line_of(line, for_jobs)).collect(),
        created_at: row.created_at,
        created_by: row.created_by,
        sent_at: row.sent_at,
        closed_at: row.closed_at,
        version: row.version,
    }
}

fn line_of(row: purchase_lines::Model, for_jobs: &[purchase_links::Model]) -> PurchaseLine {
    let of_line = for_jobs.iter().filter(|link| link.purchase_line_id == row.id);
    PurchaseLine {
        links: of_line.map(link_of).collect(),
        id: row.id,
        product_id: row.product_id,
        sku: row.sku,
        article_number: row.article_number,
        description: row.description,
        unit: row.unit,
        pack_size: row.pack_size,
        quantity: row.quantity,
        received: row.received,
        pack_cost: row.pack_cost,
        billed: row.billed,
        instead_of: row.instead_of,
    }
}

fn link_of(row: &purchase_links::Model) -> Link {
    Link {
        line_id: row.line_id,
        work_order_id: row.work_order_id,
        order_number: row.order_number.clone(),
        quantity: row.quantity,
        served: row.served,
    }
}
