//! What who watches over a fleet sees of each module.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::customers::{CustomerId, Fleet, Fleets};
use contracts::vehicles::{FleetUnit, FleetUnits};
use contracts::workshop::{FleetOrder, FleetWork};
use kernel::Problem;

use crate::Peer;
use crate::door::method;

pub fn fleets(port: Arc<dyn Fleets>) -> Router {
    let of = |port: Arc<dyn Fleets>, (email, month): (String, String)| async move { port.of_person(&email, &month).await };
    Router::new().route("/fleets/of-person", method(port, of))
}

pub fn fleet_units(port: Arc<dyn FleetUnits>) -> Router {
    Router::new().route("/fleets/units", method(port, |port, owners: Vec<CustomerId>| async move { port.units(&owners).await }))
}

pub fn fleet_work(port: Arc<dyn FleetWork>) -> Router {
    let under_way = |port: Arc<dyn FleetWork>, customers: Vec<CustomerId>| async move { port.under_way(&customers).await };
    Router::new().route("/fleets/under-way", method(port, under_way))
}

#[async_trait]
impl Fleets for Peer {
    async fn of_person(&self, email: &str, month: &str) -> Result<Vec<Fleet>, Problem> {
        self.ask("fleets/of-person", &(email, month)).await
    }
}

#[async_trait]
impl FleetUnits for Peer {
    async fn units(&self, owners: &[CustomerId]) -> Result<Vec<FleetUnit>, Problem> {
        self.ask("fleets/units", &owners).await
    }
}

#[async_trait]
impl FleetWork for Peer {
    async fn under_way(&self, customers: &[CustomerId]) -> Result<Vec<FleetOrder>, Problem> {
        self.ask("fleets/under-way", &customers).await
    }
}
