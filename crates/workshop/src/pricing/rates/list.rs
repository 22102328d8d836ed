//! What labour can cost.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::view::RateView;
use crate::pricing::store;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RatesQuery {
    site: SiteId,
    /// Those out of use too.
    archived: Option<bool>,
}

/// A site's rates.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LabourRates {
    /// By name; 100 at most.
    pub items: Vec<RateView>,
}

/// The named rates of labour of a site; its usual one is the site's own. Permission: `work_order.read` at the site.
#[utoipa::path(get, path = "/labour-rates", tag = MODULE, operation_id = "list_labour_rates", security(("bearer" = [])),
    params(RatesQuery), responses((status = 200, body = LabourRates)))]
pub async fn list_labour_rates(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<RatesQuery>,
) -> Result<Json<LabourRates>, Problem> {
    actor.permit(WORK_ORDER_READ, query.site)?;
    let rows = store::rates(workshop.context.db.reader(), &[query.site], query.archived == Some(true)).await?;
    Ok(Json(LabourRates { items: rows.iter().map(|row| RateView::new(row, &actor)).collect() }))
}
