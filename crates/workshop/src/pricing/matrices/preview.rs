//! What a part would sell for, before a matrix is saved.

use contracts::inventory::STOCK_SEE_COST;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::steps;
use super::tiers::{self, MOST_TIERS, Tier, TierKind};
use crate::MODULE;
use crate::work_orders::input::amounts;

/// Tiers, and a part.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkupPreview {
    #[garde(skip)]
    pub kind: TierKind,
    #[garde(custom(steps()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000)]
    pub rounding: Amount,
    #[garde(length(min = 1, max = MOST_TIERS), dive)]
    #[schema(min_items = 1, max_items = 30)]
    pub tiers: Vec<Tier>,
    /// What one costs.
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub cost: Amount,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PreviewedPrice {
    /// What it sells for.
    pub price: Amount,
    /// The place of its tier, from 0.
    pub tier: usize,
}

/// What a part of this cost would sell for by these tiers. Saves nothing. Permission: `stock.see_cost`.
#[utoipa::path(post, path = "/markup-matrices/preview", tag = MODULE, operation_id = "preview_markup", security(("bearer" = [])),
    request_body = MarkupPreview, responses((status = 200, body = PreviewedPrice)))]
pub async fn preview_markup(Caller(actor): Caller, Json(asked): Json<MarkupPreview>) -> Result<Json<PreviewedPrice>, Problem> {
    actor.permit_anywhere(STOCK_SEE_COST)?;
    let faults = tiers::faults(&asked.tiers, asked.kind, "/tiers");
    let priced = tiers::price(&asked.tiers, asked.kind, asked.rounding, asked.cost);
    match priced.filter(|_| faults.is_empty()) {
        Some((tier, price)) => Ok(Json(PreviewedPrice { price, tier })),
        None => Err(Problem::fields(faults)),
    }
}
