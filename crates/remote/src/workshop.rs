//! Secret links to reports of inspections, and to estimates; whose a work order is, and the papers kept with it.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contracts::customers::CustomerId;
use contracts::workshop::{
    DeferredAsked, DeferredJobId, DeferredWork, EstimateId, EstimateLinks, GivenPaper, InspectionId, InspectionLinks, OfferLinks,
    OrderPapers, PaperCard, WaitingPage, WorkOrderCard, WorkOrderId, WorkOrders,
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

/// Bytes travel in base64. How large a question may be, the door says.
pub fn order_papers(port: Arc<dyn OrderPapers>) -> Router {
    let cards = |port: Arc<dyn OrderPapers>, (order, ids): (WorkOrderId, Vec<Uuid>)| async move { port.cards(order, &ids).await };
    let bytes = |port: Arc<dyn OrderPapers>, (order, id): (WorkOrderId, Uuid)| async move {
        Ok(port.bytes(order, id).await?.map(|bytes| STANDARD.encode(bytes)))
    };
    let issue = |port: Arc<dyn OrderPapers>, (order, id): (WorkOrderId, Uuid)| async move { port.issue(order, id).await };
    let keep = |port: Arc<dyn OrderPapers>, (order, id, name, by, text): (WorkOrderId, Uuid, String, String, String)| async move {
        port.keep(order, GivenPaper { id, name, by, bytes: opened(&text)? }).await
    };
    Router::new()
        .route("/order-papers/cards", method(port.clone(), cards))
        .route("/order-papers/bytes", method(port.clone(), bytes))
        .route("/order-papers/issue", method(port.clone(), issue))
        .route("/order-papers/keep", method(port, keep).layer(DefaultBodyLimit::disable()))
}

fn opened(base64: &str) -> Result<Vec<u8>, Problem> {
    STANDARD.decode(base64).map_err(|error| Problem::internal(&error))
}

#[async_trait]
impl OrderPapers for Peer {
    async fn cards(&self, order: WorkOrderId, ids: &[Uuid]) -> Result<Vec<PaperCard>, Problem> {
        self.ask("order-papers/cards", &(order, ids)).await
    }

    async fn bytes(&self, order: WorkOrderId, id: Uuid) -> Result<Option<Vec<u8>>, Problem> {
        let packed: Option<String> = self.ask("order-papers/bytes", &(order, id)).await?;
        packed.map(|text| opened(&text)).transpose()
    }

    async fn issue(&self, order: WorkOrderId, id: Uuid) -> Result<Option<String>, Problem> {
        self.ask("order-papers/issue", &(order, id)).await
    }

    async fn keep(&self, order: WorkOrderId, given: GivenPaper) -> Result<bool, Problem> {
        let GivenPaper { id, name, by, bytes } = given;
        self.ask("order-papers/keep", &(order, id, name, by, STANDARD.encode(bytes))).await
    }
}
