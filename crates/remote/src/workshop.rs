//! Secret links to reports of inspections, and to estimates; and whose a work order is.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::customers::CustomerId;
use contracts::workshop::{
    DeferredAsked, DeferredJobId, DeferredWork, EstimateId, EstimateLinks, InspectionId, InspectionLinks, OfferLinks, WaitingPage,
    WorkOrderCard, WorkOrderId, WorkOrders,
};
use kernel::Problem;
use uuid::Uuid;

use crate::Peer;
use crate::door::method;

pub fn inspection_links(port: Arc<dyn InspectionLinks>) -> Router {
    let asked = |port: Arc<dyn InspectionLinks>, id: InspectionId| async move { port.issue(id).await };
    Router::new().route("/inspection-links/issue", method(port, asked))
}

#[async_trait]
impl InspectionLinks for Peer {
    async fn issue(&self, inspection: InspectionId) -> Result<Option<String>, Problem> {
        self.ask("inspection-links/issue", &inspection).await
    }
}

pub fn estimate_links(port: Arc<dyn EstimateLinks>) -> Router {
    let asked = |port: Arc<dyn EstimateLinks>, (id, contact): (EstimateId, Option<Uuid>)| async move { port.issue(id, contact).await };
    Router::new()
        .route("/estimate-links/issue", method(port.clone(), asked))
        .route("/estimate-links/whose", method(port, |port, token: String| async move { port.whose(&token).await }))
}

#[async_trait]
impl EstimateLinks for Peer {
    async fn issue(&self, version: EstimateId, contact: Option<Uuid>) -> Result<Option<String>, Problem> {
        self.ask("estimate-links/issue", &(version, contact)).await
    }

    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem> {
        self.ask("estimate-links/whose", &token).await
    }
}

pub fn offer_links(port: Arc<dyn OfferLinks>) -> Router {
    let asked = |port: Arc<dyn OfferLinks>, job: DeferredJobId| async move { port.issue(job).await };
    Router::new().route("/offer-links/issue", method(port, asked))
}

#[async_trait]
impl OfferLinks for Peer {
    async fn issue(&self, job: DeferredJobId) -> Result<Option<String>, Problem> {
        self.ask("offer-links/issue", &job).await
    }
}

pub fn deferred_work(port: Arc<dyn DeferredWork>) -> Router {
    let asked = |port: Arc<dyn DeferredWork>, asked: DeferredAsked| async move { port.waiting(&asked).await };
    Router::new().route("/deferred-work/waiting", method(port, asked))
}

#[async_trait]
impl DeferredWork for Peer {
    async fn waiting(&self, asked: &DeferredAsked) -> Result<WaitingPage, Problem> {
        self.ask("deferred-work/waiting", asked).await
    }
}

pub fn work_orders(port: Arc<dyn WorkOrders>) -> Router {
    let asked = |port: Arc<dyn WorkOrders>, id: WorkOrderId| async move { port.card(id).await };
    Router::new().route("/work-orders/card", method(port, asked))
}

#[async_trait]
impl WorkOrders for Peer {
    async fn card(&self, id: WorkOrderId) -> Result<Option<WorkOrderCard>, Problem> {
        self.ask("work-orders/card", &id).await
    }
}
