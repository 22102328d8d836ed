//! Who owned a vehicle. For the garage's staff: what is printed or shown to an owner never names another.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_READ, CustomerId};
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::record::Shares;
use super::store;
use crate::App;

/// From when to when somebody owned a vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleOwnership {
    pub customer_id: CustomerId,
    /// Null when nobody is known by the id any more.
    pub name: Option<String>,
    pub since: DateTime<Utc>,
    /// Null for the present owner.
    pub until: Option<DateTime<Utc>>,
    /// What of the time before was handed over with it.
    pub shares: Shares,
    pub by_name: String,
}

/// Who owned the vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleOwners {
    /// The present owner first.
    pub items: Vec<VehicleOwnership>,
}

/// Who owned the vehicle, the present owner first. Permission: `customer.read`, and `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/owners", tag = "vehicles", operation_id = "list_vehicle_owners",
    params(("vehicle_id" = VehicleId, Path)),
    responses((status = 200, body = VehicleOwners)), security(("bearer" = [])))]
pub async fn list_vehicle_owners(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
) -> Result<Json<VehicleOwners>, Problem> {
    owners(&app, &actor, id).await.map(Json)
}

async fn owners(app: &App, actor: &Actor, id: VehicleId) -> Result<VehicleOwners, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    actor.permit_anywhere(VEHICLE_READ)?;
    let reader = app.context.db.reader();
    store::find(reader, id).await?;
    let links = store::ownerships(reader, id).await?;
    let ids: Vec<_> = links.iter().map(|link| link.customer_id).collect();
    let cards = app.customers.cards(&ids).await?;
    let names: HashMap<_, _> = cards.into_iter().map(|card| (card.id, card.name)).collect();
    let items = links.into_iter().map(|link| VehicleOwnership {
        name: names.get(&link.customer_id).cloned(),
        customer_id: link.customer_id,
        since: link.since,
        until: link.until,
        shares: link.shares,
        by_name: link.by_name,
    });
    Ok(VehicleOwners { items: items.collect() })
}
