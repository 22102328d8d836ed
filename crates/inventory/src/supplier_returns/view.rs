//! Returns to suppliers as the API shows them, with the actions allowed to who asks.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{
    PURCHASE_APPROVE, PURCHASE_INVOICE, PURCHASE_WRITE, ProductId, STOCK_SEE_COST, SupplierCreditId, SupplierReturnId, SupplierReturnLineId,
};
use kernel::{Actor, Amount, Permission, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::{ReturnReason, ReturnState};
use super::store::Row;
use super::supplier_return::{CreditNote, ReturnLine, SupplierReturn};
use crate::products::Unit;
use crate::purchases::view::PurchaseSupplier;
use crate::supplier_invoices::view::InvoiceApproval;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierReturn)]
pub struct SupplierReturnView {
    pub id: SupplierReturnId,
    #[schema(example = "RF-LAC-2026-00042")]
    pub number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub state: ReturnState,
    pub currency: String,
    pub notes: Option<String>,
    pub lines: Vec<ReturnLineView>,
    /// The supplier's credit notes, oldest first.
    pub credits: Vec<CreditView>,
    /// What should be credited, net; null for those who may not see costs, as every cost here.
    pub expected_cost: Option<Amount>,
    pub credited_cost: Option<Amount>,
    /// What is still to be credited.
    pub open_cost: Option<Amount>,
    /// Who accepted less than was expected.
    pub settled: Option<InvoiceApproval>,
    pub cancel_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub shipped_at: Option<DateTime<Utc>>,
    pub credited_at: Option<DateTime<Utc>>,
    pub version: i64,
    /// `add_line`, ship, credit, settle, cancel
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierReturnLine)]
pub struct ReturnLineView {
    pub id: SupplierReturnLineId,
    pub product_id: ProductId,
    pub sku: String,
    pub description: String,
    pub unit: Unit,
    pub quantity: Quantity,
    pub reason: ReturnReason,
    /// What the supplier should credit for one of our units, net.
    pub unit_cost: Option<Amount>,
    pub line_cost: Option<Amount>,
    /// What left the shelf was worth; null before it is shipped.
    pub stock_cost: Option<Amount>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SupplierCredit)]
pub struct CreditView {
    pub id: SupplierCreditId,
    /// The supplier's.
    pub number: String,
    pub dated_on: NaiveDate,
    /// Net.
    pub credit_cost: Option<Amount>,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A return in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierReturnRow {
    pub id: SupplierReturnId,
    pub number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub state: ReturnState,
    pub currency: String,
    /// Net; null for those who may not see costs, as every cost here.
    pub expected_cost: Option<Amount>,
    pub credited_cost: Option<Amount>,
    /// What is still to be credited.
    pub open_cost: Option<Amount>,
    pub created_at: DateTime<Utc>,
    /// Since when its credit is awaited.
    pub shipped_at: Option<DateTime<Utc>>,
}

pub fn whole(back: &SupplierReturn, actor: &Actor) -> SupplierReturnView {
    let sees = actor.may(STOCK_SEE_COST, back.site_id);
    let settled = back.settled.clone();
    SupplierReturnView {
        id: back.id,
        number: back.number.clone(),
        site_id: back.site_id,
        supplier: PurchaseSupplier { id: back.supplier.id, name: back.supplier.name.clone() },
        state: back.state,
        currency: back.currency.clone(),
        notes: back.notes.clone(),
        lines: back.lines.iter().map(|line| line_view(line, sees)).collect(),
        credits: back.credits.iter().map(|credit| credit_view(credit, sees)).collect(),
        expected_cost: sees.then(|| back.expected()),
        credited_cost: sees.then(|| back.credited()),
        open_cost: sees.then(|| back.open()),
        settled: settled.map(|settled| InvoiceApproval { by: settled.by, reason: settled.reason, at: settled.at }),
        cancel_reason: back.cancel_reason.clone(),
        created_at: back.created_at,
        created_by: back.created_by.clone(),
        shipped_at: back.shipped_at,
        credited_at: back.credited_at,
        version: back.version,
        actions: actions(back, actor),
    }
}

fn line_view(line: &ReturnLine, sees: bool) -> ReturnLineView {
    ReturnLineView {
        id: line.id,
        product_id: line.product_id,
        sku: line.sku.clone(),
        description: line.description.clone(),
        unit: line.unit,
        quantity: line.quantity,
        reason: line.reason,
        unit_cost: sees.then_some(line.unit_cost),
        line_cost: sees.then(|| line.expected()),
        stock_cost: line.stock_cost.filter(|_| sees),
    }
}

fn credit_view(credit: &CreditNote, sees: bool) -> CreditView {
    let CreditNote { id, number, dated_on, credit_cost, by, at } = credit.clone();
    CreditView { id, number, dated_on, credit_cost: sees.then_some(credit_cost), by, at }
}

pub fn row(row: Row, actor: &Actor) -> SupplierReturnRow {
    let sees = actor.may(STOCK_SEE_COST, row.site_id);
    let is_open = row.state == ReturnState::Shipped;
    let open = if is_open { (row.expected_cost - row.credited_cost).max(Amount::ZERO) } else { Amount::ZERO };
    SupplierReturnRow {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        supplier: PurchaseSupplier { id: row.supplier_id, name: row.supplier_name },
        state: row.state,
        currency: row.currency,
        expected_cost: sees.then_some(row.expected_cost),
        credited_cost: sees.then_some(row.credited_cost),
        open_cost: sees.then_some(open),
        created_at: row.created_at,
        shipped_at: row.shipped_at,
    }
}

type Action = (&'static str, Permission);

fn actions(back: &SupplierReturn, actor: &Actor) -> Vec<String> {
    const ADD: Action = ("add_line", PURCHASE_WRITE);
    const CANCEL: Action = ("cancel", PURCHASE_WRITE);
    let possible: &[Action] = match back.state {
        ReturnState::Draft if back.lines.is_empty() => &[ADD, CANCEL],
        ReturnState::Draft => &[ADD, ("ship", PURCHASE_WRITE), CANCEL],
        ReturnState::Shipped => &[("credit", PURCHASE_INVOICE), ("settle", PURCHASE_APPROVE)],
        ReturnState::Credited | ReturnState::Cancelled => &[],
    };
    actor.allowed(back.site_id, possible).into_iter().map(str::to_owned).collect()
}
