//! Secret links to reports of inspections.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::workshop::{InspectionId, InspectionLinks};
use kernel::Problem;

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
