//! Cards of appointments.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::scheduling::{AppointmentCard, AppointmentId, Appointments};
use kernel::Problem;

use crate::Peer;
use crate::door::method;

pub fn appointments(port: Arc<dyn Appointments>) -> Router {
    Router::new().route("/appointments/cards", method(port, |port, ids: Vec<AppointmentId>| async move { port.cards(&ids).await }))
}

#[async_trait]
impl Appointments for Peer {
    async fn cards(&self, ids: &[AppointmentId]) -> Result<Vec<AppointmentCard>, Problem> {
        self.ask("appointments/cards", &ids).await
    }
}
