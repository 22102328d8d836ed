//! Cards of vehicles.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::vehicles::{VehicleCard, VehicleId, Vehicles};
use kernel::Problem;

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
