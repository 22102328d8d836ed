//! What a vehicle's inspections say over time.

use std::sync::Arc;

use axum::extract::State;
use contracts::vehicles::VehicleId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Query};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::{self, VehicleInspections};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InspectionsQuery {
    vehicle: VehicleId,
}

/// The inspections of a vehicle at the caller's sites, and how its measures went from visit to visit. Permission:
/// `work_order.read`.
#[utoipa::path(get, path = "/inspections", tag = MODULE, operation_id = "list_vehicle_inspections", security(("bearer" = [])),
    params(InspectionsQuery), responses((status = 200, body = VehicleInspections)))]
pub async fn list_vehicle_inspections(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<InspectionsQuery>,
) -> Result<Json<VehicleInspections>, Problem> {
    let reader = workshop.context.db.reader();
    let sites = actor.visible_sites(None, WORK_ORDER_READ)?;
    let items = view::rows(reader, store::of_vehicle(reader, query.vehicle, sites.as_deref()).await?).await?;
    let trends = view::trends(store::values_of(reader, query.vehicle, sites.as_deref()).await?);
    Ok(Json(VehicleInspections { items, trends }))
}
