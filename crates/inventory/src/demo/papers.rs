//! Papers of the demonstration's store: what suppliers bill and what differs, what went back, what is on its way to another site.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use contracts::demo::DemoProduct;
use contracts::identity::SiteCard;
use contracts::inventory::{
    GoodsReceiptId, PurchaseLineId, PurchaseOrderId, SupplierInvoiceId, SupplierInvoiceLineId, SupplierReturnId, SupplierReturnLineId,
    TransferId, TransferLineId,
};
use kernel::{Amount, Quantity, Tx, counters};
use sea_orm::DbErr;

use super::{Shelf, refer, unit_of};
use crate::MODULE;
use crate::entities;
use crate::purchases::store::{number, put, series, today};
use crate::purchases::{PurchaseLine, PurchaseOrder, PurchaseState, SupplierLabel, line_rows, order_row};
use crate::stock::{Movement, MovementKind, Note, Reference};
use crate::supplier_invoices::{self, BilledLine, Bought, InvoiceState, SupplierInvoice};
use crate::supplier_returns::{self, ReturnLine, ReturnReason, ReturnState, SupplierReturn};
use crate::suppliers::Supplier;
use crate::transfers::{self, Part, Place, Transfer, TransferLine, TransferState};

/// So many of a product are on each paper.
const SOME: Quantity = Quantity(4000);

/// A product of a site with what the demonstration knows of its shelf.
pub struct Stocked<'a> {
    pub product: &'a DemoProduct,
    pub shelf: &'a mut Shelf,
}

/// A delivery that came whole, and the supplier's invoice for it, which asks for one more than came and more for each.
pub async fn delivered(
    tx: &Tx,
    site: &SiteCard,
    supplier: &Supplier,
    stocked: Stocked<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Movement>, DbErr> {
    let came = (now - TimeDelta::hours(20)).max(stocked.shelf.moved_at);
    let (product, cost) = (stocked.product, stocked.product.cost);
    let year = today(site, came).year();
    let sequence = counters::next(tx, MODULE, &series(site.id, year)).await?;
    let line = PurchaseLine {
        id: PurchaseLineId::new(),
        product_id: product.id,
        sku: product.sku.clone(),
        article_number: None,
        description: product.name.clone(),
        unit: unit_of(product),
        pack_size: Quantity::whole(1),
        quantity: SOME,
        received: SOME,
        pack_cost: cost,
        billed: SOME,
        instead_of: None,
        links: vec![],
    };
    let order = PurchaseOrder {
        id: PurchaseOrderId::new(),
        number: number(&site.code, year, sequence),
        site_id: site.id,
        supplier: SupplierLabel { id: supplier.id, name: supplier.name.clone() },
        state: PurchaseState::Billed,
        currency: supplier.currency.clone(),
        expected_on: None,
        notes: None,
        cancel_reason: None,
        lines: vec![line],
        created_at: came - TimeDelta::days(2),
        created_by: "ECAR".into(),
        sent_at: Some(came - TimeDelta::days(2)),
        closed_at: None,
        version: 1,
    };
    put::<entities::purchase_orders::Entity>(tx, vec![order_row(&order)]).await?;
    put::<entities::purchase_lines::Entity>(tx, line_rows(&order)).await?;
    write_receipt(tx, &order, cost, came).await?;
    put_invoice(tx, &bill(&order, site, now)).await?;
    let mut receipt = stocked.shelf.post(MovementKind::Receipt, SOME, cost, came);
    refer(&mut receipt, Reference { kind: "purchase_order".into(), id: Some(order.id.0), label: order.number.clone() });
    Ok(vec![receipt])
}

async fn write_receipt(tx: &Tx, order: &PurchaseOrder, unit_cost: Amount, at: DateTime<Utc>) -> Result<(), DbErr> {
    let receipt = entities::receipts::Model {
        id: GoodsReceiptId::new(),
        order_id: order.id,
        delivery_number: Some(format!("BL-{}", order.number)),
        by_name: "ECAR".into(),
        at,
    };
    let line = entities::receipt_lines::Model { receipt_id: receipt.id, purchase_line_id: order.lines[0].id, quantity: SOME, unit_cost };
    put::<entities::receipts::Entity>(tx, vec![receipt]).await?;
    put::<entities::receipt_lines::Entity>(tx, vec![line]).await
}

fn bill(order: &PurchaseOrder, site: &SiteCard, now: DateTime<Utc>) -> SupplierInvoice {
    let line = &order.lines[0];
    let of = Bought { line_id: line.id, order_id: order.id, order_number: order.number.clone(), product_id: line.product_id };
    let mut billed = BilledLine {
        id: SupplierInvoiceLineId::new(),
        of: Some(of),
        description: line.description.clone(),
        article_number: None,
        unit: line.unit,
        pack_size: line.pack_size,
        packs: SOME + Quantity::whole(1),
        pack_cost: Amount(line.pack_cost.0 + line.pack_cost.0 / 20),
        matched: Quantity::ZERO,
        expected_cost: Amount::ZERO,
        stock_cost: None,
    };
    billed.meet(&[(SOME, line.pack_cost)], Quantity::ZERO);
    SupplierInvoice {
        id: SupplierInvoiceId::new(),
        number: format!("FA-{}", order.number),
        site_id: order.site_id,
        supplier: order.supplier.clone(),
        state: InvoiceState::Differs,
        currency: order.currency.clone(),
        dated_on: today(site, now),
        due_on: Some(today(site, now) + TimeDelta::days(30)),
        notes: None,
        lines: vec![billed],
        approval: None,
        cancel_reason: None,
        created_at: now - TimeDelta::hours(2),
        created_by: "ECAR".into(),
        version: 1,
    }
}

async fn put_invoice(tx: &Tx, invoice: &SupplierInvoice) -> Result<(), DbErr> {
    put::<entities::supplier_invoices::Entity>(tx, vec![supplier_invoices::rows::invoice_row(invoice)]).await?;
    put::<entities::supplier_invoice_lines::Entity>(tx, supplier_invoices::rows::line_rows(invoice)).await
}

/// One went back, and nobody credited it yet; nothing where there is none to spare.
pub async fn returned(
    tx: &Tx,
    site: &SiteCard,
    supplier: &Supplier,
    stocked: Stocked<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Movement>, DbErr> {
    let one = Quantity::whole(1);
    if stocked.shelf.level.on_hand < one {
        return Ok(vec![]);
    }
    let (product, average) = (stocked.product, stocked.shelf.level.average_cost);
    let shipped = (now - TimeDelta::hours(19)).max(stocked.shelf.moved_at);
    let line = ReturnLine {
        id: SupplierReturnLineId::new(),
        product_id: product.id,
        sku: product.sku.clone(),
        description: product.name.clone(),
        unit: unit_of(product),
        quantity: one,
        unit_cost: product.cost,
        reason: ReturnReason::Defective,
        purchase_line_id: None,
        stock_cost: Some(average),
    };
    let mut back = SupplierReturn {
        id: SupplierReturnId::new(),
        number: String::new(),
        site_id: site.id,
        supplier: SupplierLabel { id: supplier.id, name: supplier.name.clone() },
        state: ReturnState::Shipped,
        currency: supplier.currency.clone(),
        notes: None,
        lines: vec![line],
        credits: vec![],
        settled: None,
        cancel_reason: None,
        created_at: shipped,
        created_by: "ECAR".into(),
        shipped_at: Some(shipped),
        credited_at: None,
        version: 1,
    };
    supplier_returns::store::insert(tx, &mut back, site).await?;
    let mut left = stocked.shelf.post(MovementKind::SupplierReturn, -one, average, shipped);
    refer(&mut left, Reference { kind: "supplier_return".into(), id: Some(back.id.0), label: back.number.clone() });
    Ok(vec![left])
}

/// One is on its way to another site; nothing where there is none to spare.
pub async fn sent(tx: &Tx, (from, to): (&SiteCard, &SiteCard), stocked: Stocked<'_>, now: DateTime<Utc>) -> Result<Vec<Movement>, DbErr> {
    let one = Quantity::whole(1);
    if stocked.shelf.level.on_hand < one {
        return Ok(vec![]);
    }
    let (product, average) = (stocked.product, stocked.shelf.level.average_cost);
    let at = (now - TimeDelta::hours(18)).max(stocked.shelf.moved_at);
    let line = TransferLine {
        id: TransferLineId::new(),
        product_id: product.id,
        sku: product.sku.clone(),
        description: product.name.clone(),
        unit: unit_of(product),
        requested: one,
        shipped: Quantity::ZERO,
        received: Quantity::ZERO,
        kept: Quantity::ZERO,
        lost: Quantity::ZERO,
        unit_cost: Some(average),
    };
    let mut transfer = Transfer {
        id: TransferId::new(),
        number: String::new(),
        from: Place { site_id: from.id, name: from.name.clone() },
        to: Place { site_id: to.id, name: to.name.clone() },
        state: TransferState::Requested,
        currency: from.currency.clone(),
        notes: None,
        lines: vec![line],
        cancel_reason: None,
        created_at: at,
        created_by: "ECAR".into(),
        shipped_at: None,
        received_at: None,
        version: 1,
    };
    let whole = Part { line: transfer.lines[0].id, quantity: one };
    let happened = transfer.ship(&[whole], at).unwrap_or_default();
    transfers::store::insert(tx, &mut transfer, from).await?;
    let note = Note { by: "ECAR".into(), at, ..Note::default() };
    transfers::store::write(tx, transfer.id, &happened, &note).await?;
    let mut left = stocked.shelf.post(MovementKind::TransferOut, -one, average, at);
    refer(&mut left, Reference { kind: "transfer".into(), id: Some(transfer.id.0), label: transfer.number.clone() });
    Ok(vec![left])
}
