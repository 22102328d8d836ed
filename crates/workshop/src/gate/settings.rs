//! How hard each rule is at a site.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE, WorkshopConfigured};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::problem::is_unique_violation;
use kernel::{Actor, Problem, SiteId, audit, outbox};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rule::GateLevels;
use super::store::{self, Model};
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
    let row = store::of(workshop.context.db.reader(), site).await?;
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
    asked.actor.permit(WORKSHOP_CONFIGURE, site)?;
    let clock = workshop.context.clock.as_ref();
    let mut tx = workshop.context.db.begin().await?;
    let before = store::lock(&tx, site).await?;
    asked.if_match.check(before.version)?;
    let mut row = before.clone();
    row.levels = serde_json::to_string(&input.levels).map_err(|error| Problem::internal(&error))?;
    if row != before {
        store::save(&tx, &mut row).await.map_err(lost_race)?;
        let change = audit::Change { action: "workshop.gate_set", entity: "workshop", id: site.0, label: "", site: Some(site) };
        audit::record(&tx, MODULE, change, (Some(&before.levels()), Some(&row.levels())), &asked.actor, clock).await?;
        outbox::append(&mut tx, MODULE, &WorkshopConfigured { site_id: site }, &asked.actor, clock).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, GateRules::new(&row, &asked.actor)))
}

/// Two chose first at once: the second finds what the first chose.
pub fn lost_race(error: DbErr) -> Problem {
    let transient = is_unique_violation(&error);
    let problem = if transient { Problem::stale() } else { error.into() };
    Problem { transient, ..problem }
}
