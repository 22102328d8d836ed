//! Stock takes as the API shows them. While somebody counts nobody is told what is expected; afterwards who may approve is.

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, STOCK_APPROVE_COUNT, STOCK_COUNT, STOCK_SEE_COST, StockTakeId};
use kernel::{Actor, Amount, Permission, Quantity, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::TakeState;
use super::store::{self, Row};
use super::take::{StockTake, TakeLine};
use crate::locations;
use crate::products::Unit;
use crate::supplier_invoices::view::InvoiceApproval;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = StockTake)]
pub struct StockTakeView {
    pub id: StockTakeId,
    #[schema(example = "IN-LAC-2026-00003")]
    pub number: String,
    pub site_id: SiteId,
    /// Null for all that lies there.
    pub bin: Option<String>,
    /// The room or van; null for the site's own shelves.
    pub location: Option<String>,
    pub state: TakeState,
    pub currency: String,
    /// How many products it is of, and how many were counted.
    pub lines: i64,
    pub counted: i64,
    /// How many differ from the books; null while somebody counts, and for those who may not approve.
    pub differing: Option<i64>,
    /// What the differences are worth; null for those who may not see costs, too.
    pub variance_cost: Option<Amount>,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub counted_at: Option<DateTime<Utc>>,
    pub approval: Option<InvoiceApproval>,
    pub cancel_reason: Option<String>,
    pub version: i64,
    /// count, finish, recount, approve, cancel
    pub actions: Vec<String>,
}

/// A product of a stock take.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = StockTakeLine)]
pub struct TakeLineView {
    /// The product's.
    pub id: ProductId,
    pub sku: String,
    pub description: String,
    pub unit: Unit,
    /// Empty for none.
    pub bin: String,
    /// Null where nobody counted.
    pub counted: Option<Quantity>,
    pub counted_by: Option<String>,
    pub counted_at: Option<DateTime<Utc>>,
    /// By the books when the take began; null while somebody counts, and for those who may not approve, as the two that follow.
    pub snapshot: Option<Quantity>,
    /// By the books at the instant of the count.
    pub book: Option<Quantity>,
    pub variance: Option<Quantity>,
    /// Null for those who may not see costs, too.
    pub variance_cost: Option<Amount>,
}

/// A stock take in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StockTakeRow {
    pub id: StockTakeId,
    pub number: String,
    pub site_id: SiteId,
    pub bin: Option<String>,
    /// The room or van; null for the site's own shelves.
    pub location: Option<String>,
    pub state: TakeState,
    pub currency: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    /// Of what was approved; null for those who may not see costs.
    pub variance_cost: Option<Amount>,
}

/// Whether somebody is told what was expected.
pub fn is_told(take: &StockTake, actor: &Actor) -> bool {
    match take.state {
        TakeState::Counting | TakeState::Cancelled => false,
        TakeState::Counted => actor.may(STOCK_APPROVE_COUNT, take.site_id),
        TakeState::Approved => true,
    }
}

pub async fn whole<C: ConnectionTrait>(conn: &C, take: &StockTake, actor: &Actor) -> Result<StockTakeView, DbErr> {
    let sums = store::sums(conn, take.id).await?;
    let (told, sees) = (is_told(take, actor), actor.may(STOCK_SEE_COST, take.site_id));
    let approval = take.approval.clone();
    let location = match take.location_id {
        Some(id) => locations::store::find(conn, id).await?,
        None => None,
    };
    Ok(StockTakeView {
        id: take.id,
        number: take.number.clone(),
        site_id: take.site_id,
        bin: take.bin.clone(),
        location: location.map(|location| location.name),
        state: take.state,
        currency: take.currency.clone(),
        lines: sums.lines,
        counted: sums.counted,
        differing: told.then_some(sums.differing),
        variance_cost: (told && sees).then(|| take.variance_cost.unwrap_or(Amount(sums.variance_cost))),
        created_at: take.created_at,
        created_by: take.created_by.clone(),
        counted_at: take.counted_at,
        approval: approval.map(|approval| InvoiceApproval { by: approval.by, reason: approval.reason, at: approval.at }),
        cancel_reason: take.cancel_reason.clone(),
        version: take.version,
        actions: actions(take, actor),
    })
}

pub fn line(line: TakeLine, is_told: bool, sees_cost: bool) -> TakeLineView {
    TakeLineView {
        snapshot: is_told.then_some(line.snapshot),
        book: line.book.filter(|_| is_told),
        variance: line.variance().filter(|_| is_told),
        variance_cost: line.variance_cost().filter(|_| is_told && sees_cost),
        id: line.product_id,
        sku: line.sku,
        description: line.description,
        unit: line.unit,
        bin: line.bin,
        counted: line.counted,
        counted_by: line.counted_by,
        counted_at: line.counted_at,
    }
}

pub fn row(row: Row, actor: &Actor) -> StockTakeRow {
    StockTakeRow {
        variance_cost: row.variance_cost.filter(|_| actor.may(STOCK_SEE_COST, row.site_id)),
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        bin: row.bin,
        location: row.location,
        state: row.state,
        currency: row.currency,
        created_at: row.created_at,
        created_by: row.created_by,
    }
}

fn actions(take: &StockTake, actor: &Actor) -> Vec<String> {
    let possible: &[(&'static str, Permission)] = match take.state {
        TakeState::Counting => &[("count", STOCK_COUNT), ("finish", STOCK_COUNT), ("cancel", STOCK_APPROVE_COUNT)],
        TakeState::Counted => &[("recount", STOCK_APPROVE_COUNT), ("approve", STOCK_APPROVE_COUNT), ("cancel", STOCK_APPROVE_COUNT)],
        TakeState::Approved | TakeState::Cancelled => &[],
    };
    actor.allowed(take.site_id, possible).into_iter().map(str::to_owned).collect()
}
