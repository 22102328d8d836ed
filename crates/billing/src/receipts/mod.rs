//! Receipts: money that a customer pays for several invoices at once, or on account (PRODUCT 1.M, M7). Why it is as it is:
//! docs/decisions/0066-money-on-account.md.
//!
//! Owns nothing of its own: a receipt is a deposit without a work order ([`crate::deposits`]), whose entries say what it paid.
//!
//! Refuses: an invoice that is not the customer's, at that site, in its currency and unpaid (`unknown`), more for one than is due
//! (`over-due`), one named twice (`twice`), and more for all than came in (`more-than-received`).

mod allocate;
pub mod owed;
mod preview;
mod take;
mod withhold;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use allocate::Allocation;
pub use take::{TakeReceipt, on_account, receive};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(take::take_receipt)).routes(routes!(preview::preview_receipt)).with_state(billing)
}
