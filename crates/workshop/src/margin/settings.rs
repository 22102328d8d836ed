//! Which margins a site wants.

use std::sync::Arc;

use axum::extract::State;
use contracts::inventory::STOCK_SEE_COST;
use contracts::workshop::WORKSHOP_CONFIGURE;
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::guard::Model;
use super::rule::MarginLevels;
use crate::configure::configure;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// What a site wants to be left of its prices.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MarginGuard {
    pub site_id: SiteId,
    pub levels: MarginLevels,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl MarginGuard {
    fn new(row: &Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", WORKSHOP_CONFIGURE)]).into_iter().map(str::to_owned).collect();
        Self { site_id: row.site_id, levels: row.levels(), version: row.version, actions }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarginInput {
    #[garde(dive)]
    pub levels: MarginLevels,
}

/// The margins that a site wants of lines, jobs and orders; the closing gate's `low_margin` says what happens below. Permission: `stock.see_cost`.
#[utoipa::path(get, path = "/workshops/{site_id}/margin", tag = MODULE, operation_id = "get_margin_guard", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = MarginGuard)))]
pub async fn get_margin_guard(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<MarginGuard>, Problem> {
    actor.permit(STOCK_SEE_COST, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, MarginGuard::new(&row, &actor)))
}

/// Chooses the margins that a site wants; what is left out is not asked for. Permission: `workshop.configure` and `stock.see_cost`.
#[utoipa::path(put, path = "/workshops/{site_id}/margin", tag = MODULE, operation_id = "set_margin_guard", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = MarginInput,
    responses((status = 200, body = MarginGuard)))]
pub async fn set_margin_guard(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<MarginInput>,
) -> Result<Versioned<MarginGuard>, Problem> {
    asked.actor.permit(WORKSHOP_CONFIGURE, site)?;
    asked.actor.permit(STOCK_SEE_COST, site)?;
    let choose = |row: &mut Model| {
        row.levels = serde_json::to_string(&input.levels).map_err(|error| Problem::internal(&error))?;
        Ok(())
    };
    // One field that the trail shows to who sees costs: who knows the least margin could feel for a cost by the gate.
    let told = |row: &Model| json!({ "above_cost": row.levels });
    let row = configure(&workshop, &asked, (site, "workshop.margins_set"), told, choose).await?;
    Ok(Versioned(row.version, MarginGuard::new(&row, &asked.actor)))
}
