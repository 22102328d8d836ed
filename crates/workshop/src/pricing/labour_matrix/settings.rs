//! A site's matrix of labour.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{PRICE_CONFIGURE, WORK_ORDER_READ};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::{lock, of, save};
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Model;
use super::tiers::{self, LabourTier, MOST_TIERS};
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// What labour is multiplied by at a site.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LabourMatrix {
    pub site_id: SiteId,
    /// By rising hours; below the first an hour costs its rate.
    pub tiers: Vec<LabourTier>,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl LabourMatrix {
    fn new(row: &Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", PRICE_CONFIGURE)]).into_iter().map(str::to_owned).collect();
        Self { site_id: row.site_id, tiers: row.tiers(), version: row.version, actions }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabourMatrixInput {
    /// None: an hour costs its rate, however many there are.
    #[garde(length(max = MOST_TIERS), dive)]
    #[schema(max_items = 10)]
    pub tiers: Vec<LabourTier>,
}

/// The matrix of labour of a site. Permission: `work_order.read`.
#[utoipa::path(get, path = "/workshops/{site_id}/labour-matrix", tag = MODULE, operation_id = "get_labour_matrix",
    security(("bearer" = [])), params(("site_id" = SiteId, Path)), responses((status = 200, body = LabourMatrix)))]
pub async fn get_labour_matrix(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<LabourMatrix>, Problem> {
    actor.permit(WORK_ORDER_READ, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, LabourMatrix::new(&row, &actor)))
}

/// Chooses the matrix of labour of a site. Lines that are there keep their price until their hours change. Permission: `price.configure`.
#[utoipa::path(put, path = "/workshops/{site_id}/labour-matrix", tag = MODULE, operation_id = "set_labour_matrix",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)),
    request_body = LabourMatrixInput, responses((status = 200, body = LabourMatrix)))]
pub async fn set_labour_matrix(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<LabourMatrixInput>,
) -> Result<Versioned<LabourMatrix>, Problem> {
    let actor = asked.actor.clone();
    actor.permit(PRICE_CONFIGURE, site)?;
    let faults = tiers::faults(&input.tiers, "/tiers");
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let mut tx = workshop.context.db.begin().await?;
    let before: Model = lock(&tx, site).await?;
    asked.if_match.check(before.version)?;
    let mut row = before.clone();
    row.tiers = serde_json::to_string(&input.tiers).map_err(|error| Problem::internal(&error))?;
    if row != before {
        save(&tx, &mut row).await?;
        let told = Told { action: "labour_matrix.set", entity: "labour_matrix", id: site.0, label: "", site };
        tell(&workshop, &mut tx, told, (Some(&before.tiers()), Some(&row.tiers())), &actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, LabourMatrix::new(&row, &actor)))
}
