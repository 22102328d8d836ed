//! Cards of vehicles, and what is due for them.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use chrono::NaiveDate;
use contracts::customers::CustomerId;
use contracts::vehicles::{DueAsked, DueKind, DueVehicle, DueVehicles, OwnedVehicle, OwnedVehicles, VehicleCard, VehicleId, Vehicles};
use kernel::{Problem, SiteId};

use crate::Peer;
use crate::door::method;

pub fn vehicles(port: Arc<dyn Vehicles>) -> Router {
    Router::new().route("/vehicles/cards", method(port, |port, ids: Vec<VehicleId>| async move { port.cards(&ids).await }))
}

#[async_trait]
impl Vehicles for Peer {
    async fn cards(&self, ids: &[VehicleId]) -> Result<Vec<VehicleCard>, Problem> {
        self.ask("vehicles/cards", &ids).await
    }
}

pub fn owned_vehicles(port: Arc<dyn OwnedVehicles>) -> Router {
    let owned = |port: Arc<dyn OwnedVehicles>, owners: Vec<CustomerId>| async move { port.owned(&owners).await };
    Router::new().route("/vehicles/owned", method(port, owned))
}

#[async_trait]
impl OwnedVehicles for Peer {
    async fn owned(&self, owners: &[CustomerId]) -> Result<Vec<OwnedVehicle>, Problem> {
        self.ask("vehicles/owned", &owners).await
    }
}

type DaysAsked = (Option<SiteId>, DueKind, NaiveDate, NaiveDate);

pub fn due_vehicles(port: Arc<dyn DueVehicles>) -> Router {
    let days =
        |port: Arc<dyn DueVehicles>, (site, kind, from, until): DaysAsked| async move { port.due_days(site, kind, from, until).await };
    Router::new()
        .route("/vehicles/due", method(port.clone(), |port, asked: DueAsked| async move { port.due(&asked).await }))
        .route("/vehicles/standing", method(port.clone(), |port, ids: Vec<VehicleId>| async move { port.standing(&ids).await }))
        .route("/vehicles/due-days", method(port, days))
}

#[async_trait]
impl DueVehicles for Peer {
    async fn due(&self, asked: &DueAsked) -> Result<Vec<DueVehicle>, Problem> {
        self.ask("vehicles/due", asked).await
    }

    async fn standing(&self, ids: &[VehicleId]) -> Result<Vec<DueVehicle>, Problem> {
        self.ask("vehicles/standing", &ids).await
    }

    async fn due_days(
        &self,
        site: Option<SiteId>,
        kind: DueKind,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<(NaiveDate, i64)>, Problem> {
        self.ask("vehicles/due-days", &(site, kind, from, until)).await
    }
}
