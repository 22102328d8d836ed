//! The catalogue, what is in stock, and orders to suppliers as PDF.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::documents::Pdf;
use contracts::inventory::{
    Catalogue, MissingNumbers, MissingSearch, NumberSearch, NumberedPart, ProductCard, ProductCost, ProductId, PurchaseOrderId,
    PurchaseOrders, SupplierId,
};
use contracts::workshop::WorkOrderId;
use kernel::{Problem, Quantity, SiteId};

use crate::Peer;
use crate::door::method;
use crate::packed::{pack, unpack};

pub fn catalogue(port: Arc<dyn Catalogue>) -> Router {
    let on_hand = |port: Arc<dyn Catalogue>, (site, ids): (SiteId, Vec<ProductId>)| async move { port.on_hand(site, &ids).await };
    let available = |port: Arc<dyn Catalogue>, (order, site, ids): (WorkOrderId, SiteId, Vec<ProductId>)| async move {
        port.available_to(order, site, &ids).await
    };
    let costs = |port: Arc<dyn Catalogue>, (site, ids): (SiteId, Vec<ProductId>)| async move { port.costs(site, &ids).await };
    let suppliers = |port: Arc<dyn Catalogue>, ids: Vec<SupplierId>| async move { port.supplier_names(&ids).await };
    let numbered = |port: Arc<dyn Catalogue>, search: NumberSearch| async move { port.numbered(&search).await };
    let numbers_of = |port: Arc<dyn Catalogue>, orders: Vec<WorkOrderId>| async move { port.numbers_of(&orders).await };
    let numbers_missing = |port: Arc<dyn Catalogue>, search: MissingSearch| async move { port.numbers_missing(&search).await };
    Router::new()
        .route("/catalogue/cards", method(port.clone(), |port, ids: Vec<ProductId>| async move { port.cards(&ids).await }))
        .route("/catalogue/on-hand", method(port.clone(), on_hand))
        .route("/catalogue/available-to", method(port.clone(), available))
        .route("/catalogue/costs", method(port.clone(), costs))
        .route("/catalogue/supplier-names", method(port.clone(), suppliers))
        .route("/catalogue/numbered", method(port.clone(), numbered))
        .route("/catalogue/numbers-of", method(port.clone(), numbers_of))
        .route("/catalogue/numbers-missing", method(port, numbers_missing))
}

pub fn purchase_orders(port: Arc<dyn PurchaseOrders>) -> Router {
    let pdf = |port: Arc<dyn PurchaseOrders>, id: PurchaseOrderId| async move { port.pdf(id).await.map(pack) };
    Router::new().route("/purchase-orders/pdf", method(port, pdf))
}

#[async_trait]
impl PurchaseOrders for Peer {
    async fn pdf(&self, id: PurchaseOrderId) -> Result<Pdf, Problem> {
        unpack(self.ask("purchase-orders/pdf", &id).await?)
    }
}

#[async_trait]
impl Catalogue for Peer {
    async fn cards(&self, ids: &[ProductId]) -> Result<Vec<ProductCard>, Problem> {
        self.ask("catalogue/cards", &ids).await
    }

    async fn on_hand(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem> {
        self.ask("catalogue/on-hand", &(site, ids)).await
    }

    async fn available_to(&self, order: WorkOrderId, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem> {
        self.ask("catalogue/available-to", &(order, site, ids)).await
    }

    async fn costs(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<ProductCost>, Problem> {
        self.ask("catalogue/costs", &(site, ids)).await
    }

    async fn supplier_names(&self, ids: &[SupplierId]) -> Result<Vec<(SupplierId, String)>, Problem> {
        self.ask("catalogue/supplier-names", &ids).await
    }

    async fn numbered(&self, search: &NumberSearch) -> Result<Vec<NumberedPart>, Problem> {
        self.ask("catalogue/numbered", search).await
    }

    async fn numbers_missing(&self, search: &MissingSearch) -> Result<Vec<MissingNumbers>, Problem> {
        self.ask("catalogue/numbers-missing", search).await
    }

    async fn numbers_of(&self, orders: &[WorkOrderId]) -> Result<Vec<NumberedPart>, Problem> {
        self.ask("catalogue/numbers-of", &orders).await
    }
}
