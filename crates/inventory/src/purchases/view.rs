//! Purchase orders as the API shows them, with the actions allowed to who asks.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{
    GoodsReceiptId, PURCHASE_WRITE, ProductId, PurchaseLineId, PurchaseOrderId, STOCK_RECEIVE, STOCK_SEE_COST, SupplierId,
};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Actor, Amount, Permission, Quantity, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::purchase_order::{Link, PurchaseLine, PurchaseOrder};
use super::state::PurchaseState;
use super::store::{self, Delivery, Row};
use crate::numbers::Numbering;
use crate::products::{self, Unit};

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PurchaseOrder)]
pub struct PurchaseOrderView {
    pub id: PurchaseOrderId,
    #[schema(example = "PO-LAC-2026-00042")]
    pub number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub state: PurchaseState,
    pub currency: String,
    pub expected_on: Option<NaiveDate>,
    pub notes: Option<String>,
    pub cancel_reason: Option<String>,
    pub lines: Vec<PurchaseLineView>,
    /// Net, of what is ordered; null for those who may not see costs.
    pub total_cost: Option<Amount>,
    /// What came, oldest first.
    pub deliveries: Vec<DeliveryView>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub sent_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub version: i64,
    /// update, `add_line`, send, receive, substitute, close, cancel
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PurchaseSupplier {
    pub id: SupplierId,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PurchaseLine)]
pub struct PurchaseLineView {
    pub id: PurchaseLineId,
    pub product_id: ProductId,
    pub sku: String,
    /// The supplier's.
    pub article_number: Option<String>,
    pub description: String,
    pub unit: Unit,
    /// How many of our units are in one of the supplier's.
    pub pack_size: Quantity,
    /// How many of the supplier's units are ordered.
    pub packs: Quantity,
    /// The same in our units, like all that follow.
    pub quantity: Quantity,
    pub received: Quantity,
    /// What has not come.
    pub outstanding: Quantity,
    /// What came beyond what was ordered.
    pub over: Quantity,
    /// What suppliers' invoices have of it.
    pub billed: Quantity,
    /// Name of the part that was ordered, when this one comes in its place.
    pub instead_of: Option<String>,
    /// Of one pack, net; null for those who may not see costs.
    pub pack_cost: Option<Amount>,
    /// Net; null for those who may not see costs.
    pub line_cost: Option<Amount>,
    /// For which lines of work orders; the rest is for the shelf.
    pub jobs: Vec<PurchaseLink>,
    /// By what its pieces are known.
    #[serde(default)]
    pub numbering: Numbering,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PurchaseLink {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub quantity: Quantity,
    /// How much of it came.
    pub served: Quantity,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PurchaseDelivery)]
pub struct DeliveryView {
    pub id: GoodsReceiptId,
    /// The supplier's.
    pub delivery_number: Option<String>,
    pub at: DateTime<Utc>,
    pub by: String,
    pub lines: Vec<DeliveredLine>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeliveredLine {
    pub line_id: PurchaseLineId,
    pub quantity: Quantity,
    /// Of one of our units; null for those who may not see costs.
    pub unit_cost: Option<Amount>,
}

/// A purchase order in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PurchaseOrderRow {
    pub id: PurchaseOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub supplier: PurchaseSupplier,
    pub state: PurchaseState,
    pub currency: String,
    pub expected_on: Option<NaiveDate>,
    /// Net; null for those who may not see costs.
    pub total_cost: Option<Amount>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}

pub async fn whole<C: ConnectionTrait>(conn: &C, order: &PurchaseOrder, actor: &Actor) -> Result<PurchaseOrderView, DbErr> {
    let deliveries = store::deliveries(conn, order.id).await?;
    let sees_cost = actor.may(STOCK_SEE_COST, order.site_id);
    let articles: Vec<_> = order.lines.iter().map(|line| line.product_id).collect();
    let articles = products::store::find_many(conn, &articles).await?;
    let numbering = |id| articles.iter().find(|article| article.id == id).map(|article| article.numbering).unwrap_or_default();
    Ok(PurchaseOrderView {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        supplier: PurchaseSupplier { id: order.supplier.id, name: order.supplier.name.clone() },
        state: order.state,
        currency: order.currency.clone(),
        expected_on: order.expected_on,
        notes: order.notes.clone(),
        cancel_reason: order.cancel_reason.clone(),
        lines: order.lines.iter().map(|line| line_view(line, numbering(line.product_id), sees_cost)).collect(),
        total_cost: sees_cost.then(|| order.total_cost()),
        deliveries: deliveries.into_iter().map(|delivery| delivery_view(delivery, sees_cost)).collect(),
        created_at: order.created_at,
        created_by: order.created_by.clone(),
        sent_at: order.sent_at,
        closed_at: order.closed_at,
        version: order.version,
        actions: actions(order, actor),
    })
}

fn line_view(line: &PurchaseLine, numbering: Numbering, sees_cost: bool) -> PurchaseLineView {
    PurchaseLineView {
        id: line.id,
        product_id: line.product_id,
        sku: line.sku.clone(),
        article_number: line.article_number.clone(),
        description: line.description.clone(),
        unit: line.unit,
        pack_size: line.pack_size,
        packs: line.packs(line.quantity),
        quantity: line.quantity,
        received: line.received,
        outstanding: line.outstanding(),
        over: line.over(),
        billed: line.billed,
        instead_of: line.instead_of.clone(),
        pack_cost: sees_cost.then_some(line.pack_cost),
        line_cost: sees_cost.then(|| line.cost()),
        jobs: line.links.iter().map(link_view).collect(),
        numbering,
    }
}

fn link_view(link: &Link) -> PurchaseLink {
    let Link { line_id, work_order_id, order_number, quantity, served } = link.clone();
    PurchaseLink { line_id, work_order_id, order_number, quantity, served }
}

fn delivery_view(delivery: Delivery, sees_cost: bool) -> DeliveryView {
    let line = |line: crate::entities::receipt_lines::Model| DeliveredLine {
        line_id: line.purchase_line_id,
        quantity: line.quantity,
        unit_cost: sees_cost.then_some(line.unit_cost),
    };
    DeliveryView {
        id: delivery.receipt.id,
        delivery_number: delivery.receipt.delivery_number,
        at: delivery.receipt.at,
        by: delivery.receipt.by_name,
        lines: delivery.lines.into_iter().map(line).collect(),
    }
}

pub fn row(row: Row, actor: &Actor) -> PurchaseOrderRow {
    PurchaseOrderRow {
        total_cost: actor.may(STOCK_SEE_COST, row.site_id).then_some(row.total_cost),
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        supplier: PurchaseSupplier { id: row.supplier_id, name: row.supplier_name },
        state: row.state,
        currency: row.currency,
        expected_on: row.expected_on,
        created_at: row.created_at,
        sent_at: row.sent_at,
    }
}

type Action = (&'static str, Permission);

const UPDATE: Action = ("update", PURCHASE_WRITE);
const ADD_LINE: Action = ("add_line", PURCHASE_WRITE);
const SEND: Action = ("send", PURCHASE_WRITE);
const RECEIVE: Action = ("receive", STOCK_RECEIVE);
const SUBSTITUTE: Action = ("substitute", PURCHASE_WRITE);
const CLOSE: Action = ("close", PURCHASE_WRITE);
const CANCEL: Action = ("cancel", PURCHASE_WRITE);

fn actions(order: &PurchaseOrder, actor: &Actor) -> Vec<String> {
    let possible: &[Action] = match order.state {
        PurchaseState::Draft if order.lines.is_empty() => &[UPDATE, ADD_LINE, CANCEL],
        PurchaseState::Draft => &[UPDATE, ADD_LINE, SEND, CANCEL],
        PurchaseState::Sent => &[UPDATE, RECEIVE, SUBSTITUTE, CANCEL],
        PurchaseState::PartlyReceived => &[UPDATE, RECEIVE, SUBSTITUTE, CLOSE],
        PurchaseState::Received | PurchaseState::Billed => &[CLOSE],
        PurchaseState::Closed | PurchaseState::Cancelled => &[],
    };
    actor.allowed(order.site_id, possible).into_iter().map(str::to_owned).collect()
}
