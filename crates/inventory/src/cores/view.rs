//! An old part as the API shows it.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::{PURCHASE_INVOICE, PURCHASE_WRITE, ProductId, STOCK_SEE_COST};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Actor, Amount, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::core::CoreState;
use super::store::Row;
use crate::products::Unit;
use crate::purchases::view::PurchaseSupplier;

/// The old part of a work order's line that is worth a deposit.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = StoreCore)]
pub struct CoreView {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub vehicle_plate: String,
    pub customer_name: String,
    pub site_id: SiteId,
    pub product_id: ProductId,
    pub sku: String,
    pub description: String,
    pub quantity: Quantity,
    pub unit: Unit,
    /// What the customer pays without it: of one, net.
    pub charge: Amount,
    pub currency: String,
    pub state: CoreState,
    /// When it came to this state: what ages.
    pub since: DateTime<Utc>,
    pub supplier: Option<PurchaseSupplier>,
    /// What the supplier should credit, net; null for those who may not see costs.
    pub expected_cost: Option<Amount>,
    pub sent_at: Option<DateTime<Utc>>,
    pub credit_number: Option<String>,
    pub credited_on: Option<NaiveDate>,
    pub credit_cost: Option<Amount>,
    pub version: i64,
    /// send, credit
    pub actions: Vec<String>,
}

impl CoreView {
    pub fn new(Row { core, sku, unit }: Row, actor: &Actor) -> Self {
        let may_see = actor.may(STOCK_SEE_COST, core.site_id);
        let possible: &[_] = match core.state {
            CoreState::InHand => &[("send", PURCHASE_WRITE)],
            CoreState::Sent => &[("credit", PURCHASE_INVOICE)],
            CoreState::Expected | CoreState::Kept | CoreState::Credited => &[],
        };
        Self {
            actions: actor.allowed(core.site_id, possible).into_iter().map(str::to_owned).collect(),
            line_id: core.line_id,
            work_order_id: core.work_order_id,
            order_number: core.order_number,
            vehicle_plate: core.vehicle_plate,
            customer_name: core.customer_name,
            site_id: core.site_id,
            product_id: core.product_id,
            sku,
            description: core.description,
            quantity: core.quantity,
            unit,
            charge: core.charge,
            currency: core.currency,
            state: core.state,
            since: core.since,
            supplier: core.supplier_id.zip(core.supplier_name).map(|(id, name)| PurchaseSupplier { id, name }),
            expected_cost: core.expected_cost.filter(|_| may_see),
            sent_at: core.sent_at,
            credit_number: core.credit_number,
            credited_on: core.credited_on,
            credit_cost: core.credit_cost.filter(|_| may_see),
            version: core.version,
        }
    }
}
