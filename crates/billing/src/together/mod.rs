//! Several work orders of a customer on one invoice (PRODUCT 3.6 step 11). Why it is as it is: docs/decisions/0084-orders-of-a-fleet.md.
//!
//! Owns nothing of its own: what it issues is an invoice ([`crate::invoices`]) that knows its orders.
//!
//! Refuses, beside the draft that it is about: what is no draft of the same customer, site, currency and payer (`not-together`), one named
//! twice (`twice`), one whose order is reopened (`order-reopened`), and one that the customer has to sign first (`signature-missing`).

mod issue;
mod list;
mod order;
mod preview;
mod read;
mod store;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use order::{OrderPart, order_of};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_together, issue::issue_together))
        .routes(routes!(preview::preview_together))
        .with_state(billing)
}
