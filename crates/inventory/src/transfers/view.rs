//! Transfers as the API shows them, with the actions allowed to who asks.

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, STOCK_ADJUST, STOCK_SEE_COST, STOCK_TRANSFER, TransferId, TransferLineId};
use kernel::{Actor, Amount, Quantity, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::{TransferState, TransferStep};
use super::store::{self, Row};
use super::transfer::{Place, Transfer, TransferLine};
use crate::entities::transfer_entries;
use crate::products::Unit;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Transfer)]
pub struct TransferView {
    pub id: TransferId,
    #[schema(example = "TR-LAC-2026-00042")]
    pub number: String,
    pub from: TransferPlace,
    pub to: TransferPlace,
    pub state: TransferState,
    pub currency: String,
    pub notes: Option<String>,
    pub lines: Vec<TransferLineView>,
    /// What happened, in order.
    pub entries: Vec<TransferEntry>,
    /// What is on no shelf, at its cost; null for those who may not see costs.
    pub open_cost: Option<Amount>,
    pub cancel_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub shipped_at: Option<DateTime<Utc>>,
    pub received_at: Option<DateTime<Utc>>,
    pub version: i64,
    /// ship, receive, explain, cancel
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TransferPlace {
    pub site_id: SiteId,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TransferLine)]
pub struct TransferLineView {
    pub id: TransferLineId,
    pub product_id: ProductId,
    pub sku: String,
    pub description: String,
    pub unit: Unit,
    pub requested: Quantity,
    pub shipped: Quantity,
    /// With what was found.
    pub received: Quantity,
    /// What never left.
    pub kept: Quantity,
    pub lost: Quantity,
    /// Shipped, and on no shelf.
    pub open: Quantity,
    /// Of one unit, where it came from; null before it is shipped, and for those who may not see costs.
    pub unit_cost: Option<Amount>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TransferEntry {
    pub line_id: TransferLineId,
    pub step: TransferStep,
    pub quantity: Quantity,
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A transfer in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TransferRow {
    pub id: TransferId,
    pub number: String,
    pub from: TransferPlace,
    pub to: TransferPlace,
    pub state: TransferState,
    pub currency: String,
    pub open_cost: Option<Amount>,
    pub created_at: DateTime<Utc>,
    pub shipped_at: Option<DateTime<Utc>>,
}

pub async fn whole<C: ConnectionTrait>(conn: &C, transfer: &Transfer, actor: &Actor) -> Result<TransferView, DbErr> {
    let sees = sees_cost(actor, transfer.from.site_id, transfer.to.site_id);
    Ok(TransferView {
        id: transfer.id,
        number: transfer.number.clone(),
        from: place(&transfer.from),
        to: place(&transfer.to),
        state: transfer.state,
        currency: transfer.currency.clone(),
        notes: transfer.notes.clone(),
        lines: transfer.lines.iter().map(|line| line_view(line, sees)).collect(),
        entries: store::entries(conn, transfer.id).await?.into_iter().map(entry).collect(),
        open_cost: sees.then(|| transfer.open_cost()),
        cancel_reason: transfer.cancel_reason.clone(),
        created_at: transfer.created_at,
        created_by: transfer.created_by.clone(),
        shipped_at: transfer.shipped_at,
        received_at: transfer.received_at,
        version: transfer.version,
        actions: actions(transfer, actor),
    })
}

fn sees_cost(actor: &Actor, from: SiteId, to: SiteId) -> bool {
    actor.may(STOCK_SEE_COST, from) || actor.may(STOCK_SEE_COST, to)
}

fn place(place: &Place) -> TransferPlace {
    TransferPlace { site_id: place.site_id, name: place.name.clone() }
}

fn line_view(line: &TransferLine, sees: bool) -> TransferLineView {
    TransferLineView {
        id: line.id,
        product_id: line.product_id,
        sku: line.sku.clone(),
        description: line.description.clone(),
        unit: line.unit,
        requested: line.requested,
        shipped: line.shipped,
        received: line.received,
        kept: line.kept,
        lost: line.lost,
        open: line.open(),
        unit_cost: line.unit_cost.filter(|_| sees),
    }
}

fn entry(row: transfer_entries::Model) -> TransferEntry {
    TransferEntry { line_id: row.line_id, step: row.step, quantity: row.quantity, reason: row.reason, by: row.by_name, at: row.at }
}

pub fn row(row: Row, actor: &Actor) -> TransferRow {
    TransferRow {
        open_cost: sees_cost(actor, row.from_site, row.to_site).then_some(row.open_cost),
        id: row.id,
        number: row.number,
        from: TransferPlace { site_id: row.from_site, name: row.from_name },
        to: TransferPlace { site_id: row.to_site, name: row.to_name },
        state: row.state,
        currency: row.currency,
        created_at: row.created_at,
        shipped_at: row.shipped_at,
    }
}

fn actions(transfer: &Transfer, actor: &Actor) -> Vec<String> {
    let (from, to) = (transfer.from.site_id, transfer.to.site_id);
    let either = actor.may(STOCK_TRANSFER, from) || actor.may(STOCK_TRANSFER, to);
    let receives = actor.may(STOCK_TRANSFER, to);
    let possible: &[(&str, bool)] = match transfer.state {
        TransferState::Requested => &[("ship", actor.may(STOCK_TRANSFER, from)), ("cancel", either)],
        TransferState::Shipped => &[("receive", receives)],
        TransferState::Differs => &[("receive", receives), ("explain", actor.may(STOCK_ADJUST, to))],
        TransferState::Received | TransferState::Cancelled => &[],
    };
    possible.iter().filter(|(_, allowed)| *allowed).map(|(action, _)| (*action).to_owned()).collect()
}
