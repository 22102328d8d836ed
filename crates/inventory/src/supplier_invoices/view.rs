//! Suppliers' invoices as the API shows them, with the actions allowed to who asks.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{
    PURCHASE_APPROVE, PURCHASE_INVOICE, ProductId, PurchaseLineId, PurchaseOrderId, STOCK_SEE_COST, SupplierInvoiceId,
    SupplierInvoiceLineId,
};
use kernel::{Actor, Amount, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invoice::{BilledLine, SupplierInvoice};
use super::state::InvoiceState;
use super::store::{Row, Unbilled};
use crate::products::Unit;
use crate::purchases::view::PurchaseSupplier;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierInvoice)]
pub struct SupplierInvoiceView {
    pub id: SupplierInvoiceId,
    /// The supplier's.
    pub number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub state: InvoiceState,
    pub currency: String,
    pub dated_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub notes: Option<String>,
    pub lines: Vec<BilledLineView>,
    /// Net; null for those who may not see costs, as every cost here.
    pub total_cost: Option<Amount>,
    /// By how much it is beyond what came, at the price it came at.
    pub difference_cost: Option<Amount>,
    /// Who accepted what differs.
    pub approval: Option<InvoiceApproval>,
    pub cancel_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub version: i64,
    /// match, approve, cancel
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierInvoiceApproval)]
pub struct InvoiceApproval {
    pub by: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierInvoiceLine)]
pub struct BilledLineView {
    pub id: SupplierInvoiceLineId,
    /// Null for a cost that was not ordered as a part.
    pub purchase: Option<BoughtView>,
    pub description: String,
    pub article_number: Option<String>,
    pub unit: Unit,
    /// How many of our units are in one of the supplier's.
    pub pack_size: Quantity,
    /// How many of the supplier's are billed.
    pub packs: Quantity,
    /// The same in our units, like all that follow.
    pub quantity: Quantity,
    /// What of it came and nobody billed before.
    pub matched: Quantity,
    /// What did not.
    pub short: Quantity,
    /// Of one pack, net.
    pub pack_cost: Option<Amount>,
    pub line_cost: Option<Amount>,
    /// What the matched quantity was worth when it came.
    pub expected_cost: Option<Amount>,
    /// By how much it is billed above that; below zero when less is asked.
    pub price_difference_cost: Option<Amount>,
    /// What is asked for what did not come.
    pub short_cost: Option<Amount>,
    /// What of the difference in price went into the average cost of what is still there.
    pub stock_cost: Option<Amount>,
    /// Neither short nor beyond the tolerance of one per cent.
    pub agrees: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierInvoicePurchase)]
pub struct BoughtView {
    pub line_id: PurchaseLineId,
    pub order_id: PurchaseOrderId,
    pub order_number: String,
    pub product_id: ProductId,
}

/// A supplier's invoice in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierInvoiceRow {
    pub id: SupplierInvoiceId,
    pub number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub state: InvoiceState,
    pub currency: String,
    pub dated_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    /// Net; null for those who may not see costs.
    pub total_cost: Option<Amount>,
    pub difference_cost: Option<Amount>,
    pub created_at: DateTime<Utc>,
}

/// A line of a purchase order of which more came than suppliers' invoices have.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnbilledLine {
    /// Of the line of the purchase order.
    pub id: PurchaseLineId,
    pub order_id: PurchaseOrderId,
    pub order_number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub currency: String,
    pub product_id: ProductId,
    pub sku: String,
    pub article_number: Option<String>,
    pub description: String,
    pub unit: Unit,
    pub pack_size: Quantity,
    /// In our units, like all that follow.
    pub quantity: Quantity,
    pub received: Quantity,
    pub billed: Quantity,
    pub unbilled: Quantity,
    /// Of one pack, net, as ordered; null for those who may not see costs.
    pub pack_cost: Option<Amount>,
}

pub fn whole(invoice: &SupplierInvoice, actor: &Actor) -> SupplierInvoiceView {
    let sees = actor.may(STOCK_SEE_COST, invoice.site_id);
    let approval = invoice.approval.clone();
    SupplierInvoiceView {
        id: invoice.id,
        number: invoice.number.clone(),
        site_id: invoice.site_id,
        supplier: PurchaseSupplier { id: invoice.supplier.id, name: invoice.supplier.name.clone() },
        state: invoice.state,
        currency: invoice.currency.clone(),
        dated_on: invoice.dated_on,
        due_on: invoice.due_on,
        notes: invoice.notes.clone(),
        lines: invoice.lines.iter().map(|line| line_view(line, sees)).collect(),
        total_cost: sees.then(|| invoice.total_cost()),
        difference_cost: sees.then(|| invoice.difference_cost()),
        approval: approval.map(|approval| InvoiceApproval { by: approval.by, reason: approval.reason, at: approval.at }),
        cancel_reason: invoice.cancel_reason.clone(),
        created_at: invoice.created_at,
        created_by: invoice.created_by.clone(),
        version: invoice.version,
        actions: actions(invoice, actor),
    }
}

fn line_view(line: &BilledLine, sees: bool) -> BilledLineView {
    let of = line.of.clone();
    BilledLineView {
        id: line.id,
        purchase: of.map(|of| BoughtView {
            line_id: of.line_id,
            order_id: of.order_id,
            order_number: of.order_number,
            product_id: of.product_id,
        }),
        description: line.description.clone(),
        article_number: line.article_number.clone(),
        unit: line.unit,
        pack_size: line.pack_size,
        packs: line.packs,
        quantity: line.quantity(),
        matched: line.matched,
        short: line.short(),
        pack_cost: sees.then_some(line.pack_cost),
        line_cost: sees.then(|| line.cost()),
        expected_cost: sees.then_some(line.expected_cost),
        price_difference_cost: sees.then(|| line.price_difference()),
        short_cost: sees.then(|| line.short_cost()),
        stock_cost: line.stock_cost.filter(|_| sees),
        agrees: line.agrees(),
    }
}

pub fn row(row: Row, actor: &Actor) -> SupplierInvoiceRow {
    let sees = actor.may(STOCK_SEE_COST, row.site_id);
    SupplierInvoiceRow {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        supplier: PurchaseSupplier { id: row.supplier_id, name: row.supplier_name },
        state: row.state,
        currency: row.currency,
        dated_on: row.dated_on,
        due_on: row.due_on,
        total_cost: sees.then_some(row.total_cost),
        difference_cost: sees.then_some(row.difference_cost),
        created_at: row.created_at,
    }
}

pub fn unbilled(row: Unbilled, actor: &Actor) -> UnbilledLine {
    UnbilledLine {
        pack_cost: actor.may(STOCK_SEE_COST, row.site_id).then_some(row.pack_cost),
        id: row.line_id,
        order_id: row.order_id,
        order_number: row.order_number,
        site_id: row.site_id,
        supplier: PurchaseSupplier { id: row.supplier_id, name: row.supplier_name },
        currency: row.currency,
        product_id: row.product_id,
        sku: row.sku,
        article_number: row.article_number,
        description: row.description,
        unit: row.unit,
        pack_size: row.pack_size,
        quantity: row.quantity,
        received: row.received,
        billed: row.billed,
        unbilled: row.received - row.billed,
    }
}

fn actions(invoice: &SupplierInvoice, actor: &Actor) -> Vec<String> {
    let possible: &[(&'static str, kernel::Permission)] = match invoice.state {
        InvoiceState::Differs => &[("match", PURCHASE_INVOICE), ("approve", PURCHASE_APPROVE), ("cancel", PURCHASE_INVOICE)],
        InvoiceState::Billed => &[("cancel", PURCHASE_APPROVE)],
        InvoiceState::Cancelled => &[],
    };
    actor.allowed(invoice.site_id, possible).into_iter().map(str::to_owned).collect()
}
