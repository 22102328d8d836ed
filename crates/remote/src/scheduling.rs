//! Cards of appointments, their secret links, and who may frame the booking page.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use chrono::{DateTime, Utc};
use contracts::scheduling::{AppointmentCard, AppointmentEnclosure, AppointmentId, AppointmentLinks, Appointments, BookingPages};
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

pub fn appointment_links(port: Arc<dyn AppointmentLinks>) -> Router {
    let asked = |port: Arc<dyn AppointmentLinks>, (id, promised): (AppointmentId, Option<DateTime<Utc>>)| async move {
        port.enclose(id, promised).await
    };
    Router::new().route("/appointment-links/enclose", method(port, asked))
}

#[async_trait]
impl AppointmentLinks for Peer {
    async fn enclose(&self, id: AppointmentId, promised: Option<DateTime<Utc>>) -> Result<Option<AppointmentEnclosure>, Problem> {
        self.ask("appointment-links/enclose", &(id, promised)).await
    }
}

pub fn booking_pages(port: Arc<dyn BookingPages>) -> Router {
    Router::new().route("/booking-pages/framed-by", method(port, |port, site: String| async move { port.framed_by(&site).await }))
}

#[async_trait]
impl BookingPages for Peer {
    async fn framed_by(&self, site: &str) -> Result<Vec<String>, Problem> {
        self.ask("booking-pages/framed-by", &site).await
    }
}
