//! How hard each rule is at a site.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rule::GateLevels;
use super::store::Model;
use crate::configure::configure;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// A site's rules.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GateRules {
    pub site_id: SiteId,
    pub levels: GateLevels,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl GateRules {
    fn new(row: &Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", WORKSHOP_CONFIGURE)]).into_iter().map(str::to_owned).collect();
        Self { site_id: row.site_id, levels: row.levels(), version: row.version, actions }
    }
}

/// How hard each rule is; what is left out takes its usual level.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateInput {
    #[garde(skip)]
    pub levels: GateLevels,
}

/// The rules of a site's closing gate. Permission: `work_order.read`.
#[utoipa::path(get, path = "/workshops/{site_id}/gate", tag = MODULE, operation_id = "get_gate_rules", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = GateRules)))]
pub async fn get_gate_rules(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<GateRules>, Problem> {
    actor.permit(WORK_ORDER_READ, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, GateRules::new(&row, &actor)))
}

/// Chooses the rules of a site's closing gate. Permission: `workshop.configure`.
#[utoipa::path(put, path = "/workshops/{site_id}/gate", tag = MODULE, operation_id = "set_gate_rules", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = GateInput,
    responses((status = 200, body = GateRules)))]
pub async fn set_gate_rules(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<GateInput>,
) -> Result<Versioned<GateRules>, Problem> {
    let choose = |row: &mut Model| {
        row.levels = serde_json::to_string(&input.levels).map_err(|error| Problem::internal(&error))?;
        Ok(())
    };
    let row = configure(&workshop, &asked, (site, "workshop.gate_set"), Model::levels, choose).await?;
    Ok(Versioned(row.version, GateRules::new(&row, &asked.actor)))
}
