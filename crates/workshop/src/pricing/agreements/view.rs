//! What the API shows of agreements.

use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{PRICE_CONFIGURE, PriceAgreementId};
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Workshop;
use crate::pricing::rates::view::RateView;
use crate::pricing::store;
use crate::pricing::tables::agreement;

/// Which rate labour has for a customer or a vehicle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PriceAgreement)]
pub struct AgreementView {
    pub id: PriceAgreementId,
    pub site_id: SiteId,
    pub customer_id: Option<CustomerId>,
    pub vehicle_id: Option<VehicleId>,
    /// The customer's name, or the vehicle's plate and model.
    pub label: String,
    pub labour_rate: RateView,
    pub version: i64,
    /// update, remove
    pub actions: Vec<String>,
}

/// With the labels of what they are about; an agreement whose rate is gone shows nothing.
pub async fn shown(workshop: &Workshop, rows: Vec<agreement::Model>, actor: &Actor) -> Result<Vec<AgreementView>, Problem> {
    let customers: Vec<_> = rows.iter().filter_map(|row| row.customer_id).collect();
    let vehicles: Vec<_> = rows.iter().filter_map(|row| row.vehicle_id).collect();
    let mut sites: Vec<_> = rows.iter().map(|row| row.site_id).collect();
    sites.sort();
    sites.dedup();
    let (customers, vehicles) = futures::try_join!(workshop.customers.cards(&customers), workshop.vehicles.cards(&vehicles))?;
    let rates = store::rates(workshop.context.db.reader(), &sites, true).await?;
    let label = |row: &agreement::Model| {
        let customer = customers.iter().find(|card| Some(card.id) == row.customer_id).map(|card| card.name.clone());
        let vehicle = vehicles.iter().find(|card| Some(card.id) == row.vehicle_id);
        customer.or_else(|| vehicle.map(|card| format!("{} · {}", card.plate, card.label))).unwrap_or_default()
    };
    let view = |row: agreement::Model| {
        let rate = rates.iter().find(|rate| rate.id == row.labour_rate_id)?;
        Some(AgreementView {
            label: label(&row),
            labour_rate: RateView::new(rate, actor),
            actions: allowed(row.site_id, actor),
            id: row.id,
            site_id: row.site_id,
            customer_id: row.customer_id,
            vehicle_id: row.vehicle_id,
            version: row.version,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

fn allowed(site: SiteId, actor: &Actor) -> Vec<String> {
    let actions = actor.allowed(site, &[("update", PRICE_CONFIGURE), ("remove", PRICE_CONFIGURE)]);
    actions.into_iter().map(str::to_owned).collect()
}
