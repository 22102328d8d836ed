//! Invoices as PDF. The bytes travel in base64.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contracts::billing::{InvoiceId, Invoices, LetterId, Pdf, StatementAsked};
use kernel::Problem;
use serde::{Deserialize, Serialize};

use crate::Peer;
use crate::door::method;

#[derive(Serialize, Deserialize)]
struct Packed {
    file_name: String,
    base64: String,
}

pub fn invoices(port: Arc<dyn Invoices>) -> Router {
    let statement = |port: Arc<dyn Invoices>, asked: StatementAsked| async move { port.statement(&asked).await.map(pack) };
    Router::new()
        .route("/invoices/pdf", method(port.clone(), |port, id: InvoiceId| async move { port.pdf(id).await.map(pack) }))
        .route("/invoices/letter", method(port.clone(), |port, id: LetterId| async move { port.letter(id).await.map(pack) }))
        .route("/invoices/statement", method(port, statement))
}

fn pack(pdf: Pdf) -> Packed {
    Packed { base64: STANDARD.encode(&pdf.bytes), file_name: pdf.file_name }
}

#[async_trait]
impl Invoices for Peer {
    async fn pdf(&self, id: InvoiceId) -> Result<Pdf, Problem> {
        unpack(self.ask("invoices/pdf", &id).await?)
    }

    async fn statement(&self, asked: &StatementAsked) -> Result<Pdf, Problem> {
        unpack(self.ask("invoices/statement", asked).await?)
    }

    async fn letter(&self, id: LetterId) -> Result<Pdf, Problem> {
        unpack(self.ask("invoices/letter", &id).await?)
    }
}

fn unpack(packed: Packed) -> Result<Pdf, Problem> {
    let bytes = STANDARD.decode(&packed.base64).map_err(|error| Problem::internal(&error))?;
    Ok(Pdf { file_name: packed.file_name, bytes })
}
