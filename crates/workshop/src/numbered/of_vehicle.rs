//! What went on a vehicle by its number.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use contracts::vehicles::VehicleId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::part::PartView;
use super::store;
use crate::{MODULE, Workshop};

/// Visits that are looked at.
const VISITS: u64 = 200;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VehicleQuery {
    vehicle: VehicleId,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VehicleNumberedParts {
    /// The newest first, of the last 200 visits.
    pub parts: Vec<PartView>,
}

/// Which pieces went on a vehicle by their numbers, at the sites that the caller sees. Permission: `work_order.read`.
#[utoipa::path(get, path = "/numbered-parts/of-vehicle", tag = MODULE, operation_id = "list_vehicle_numbered_parts",
    security(("bearer" = [])), params(VehicleQuery), responses((status = 200, body = VehicleNumberedParts)))]
pub async fn list_vehicle_numbered_parts(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<VehicleQuery>,
) -> Result<Json<VehicleNumberedParts>, Problem> {
    let sites = actor.visible_sites(None, WORK_ORDER_READ)?;
    let owners = store::of_vehicle(workshop.context.db.reader(), query.vehicle, sites.as_deref(), VISITS).await?;
    let orders: Vec<_> = owners.keys().copied().collect();
    let parts = if orders.is_empty() { vec![] } else { workshop.catalogue.numbers_of(&orders).await? };
    let sees_customers = actor.may_anywhere(CUSTOMER_READ);
    let view = |part: contracts::inventory::NumberedPart| {
        let owner = part.work_order_id.and_then(|order| owners.get(&order));
        PartView::new(part, owner, sees_customers)
    };
    Ok(Json(VehicleNumberedParts { parts: parts.into_iter().map(view).collect() }))
}
