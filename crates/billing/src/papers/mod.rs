//! Receipts and delivery slips as PDF (PRODUCT 1.M, M11). docs/decisions/0073-papers.md.
//!
//! Owns nothing: it reads deposits, receipts and invoices.

mod payment;
mod receipt;
mod slip;

use contracts::documents::{HistoryDocument, PaperDocument, Renderer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;
use crate::invoices::document::Printable;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(receipt::print_receipt))
        .routes(routes!(payment::print_payment_receipt))
        .routes(routes!(slip::print_delivery_slip))
        .with_state(billing)
}

impl Printable for PaperDocument {
    fn print(&self, renderer: &dyn Renderer) -> Result<Vec<u8>, String> {
        renderer.paper(self)
    }

    fn file_name(&self) -> String {
        kernel::pdf::file_name(self.number.as_deref().unwrap_or("paper"))
    }
}

impl Printable for HistoryDocument {
    fn print(&self, renderer: &dyn Renderer) -> Result<Vec<u8>, String> {
        renderer.history(self)
    }

    fn file_name(&self) -> String {
        "history.pdf".into()
    }
}
