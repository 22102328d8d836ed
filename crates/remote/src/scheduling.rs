//! Cards of appointments, their secret links, whose visit is to come, and who may frame the booking page.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::scheduling::{
    AppointmentCard, AppointmentEnclosure, AppointmentId, AppointmentLinks, Appointments, Arrivals, BookingPages, Expected,
};
use contracts::vehicles::VehicleId;
use kernel::{Problem, SiteId};

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
    Router::new()
        .route("/appointment-links/enclose", method(port.clone(), asked))
        .route("/appointment-links/whose", method(port, |port, token: String| async move { port.whose(&token).await }))
}

#[async_trait]
impl AppointmentLinks for Peer {
    async fn enclose(&self, id: AppointmentId, promised: Option<DateTime<Utc>>) -> Result<Option<AppointmentEnclosure>, Problem> {
        self.ask("appointment-links/enclose", &(id, promised)).await
    }

    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem> {
        self.ask("appointment-links/whose", &token).await
    }
}

pub fn arrivals(port: Arc<dyn Arrivals>) -> Router {
    type Asked = (SiteId, Vec<(VehicleId, String)>);
    let expected = |port: Arc<dyn Arrivals>, (site, vehicles): Asked| async move { port.expected(site, &vehicles).await };
    Router::new()
        .route("/arrivals/expected", method(port.clone(), expected))
        .route("/arrivals/booking-page", method(port, |port, site: SiteId| async move { port.booking_page(site).await }))
}

#[async_trait]
impl Arrivals for Peer {
    async fn expected(&self, site: SiteId, vehicles: &[(VehicleId, String)]) -> Result<Vec<(VehicleId, Expected)>, Problem> {
        self.ask("arrivals/expected", &(site, vehicles)).await
    }

    async fn booking_page(&self, site: SiteId) -> Result<Option<String>, Problem> {
        self.ask("arrivals/booking-page", &site).await
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
