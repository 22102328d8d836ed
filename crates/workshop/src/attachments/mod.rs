//! Papers kept with work orders: what a customer signed, a fleet's purchase order, an insurer's letter
//! (docs/decisions/0089-attachments.md). The rules are the kernel's; here is whose they are, and when an order is settled.

mod change;
pub mod demo;
mod orders;
mod papers;
mod read;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use kernel::files::LARGEST_REQUEST;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use orders::Orders;
pub use papers::Papers;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(read::list_order_attachments))
        .routes(routes!(read::list_invoiced_attachments))
        .routes(routes!(read::get_order_attachment, change::remove_order_attachment))
        .routes(routes!(change::restore_order_attachment))
        .routes(routes!(change::withdraw_order_attachment))
        .routes(routes!(papers::read_order_paper))
        .with_state(workshop)
}

/// What takes larger bodies than other operations.
pub fn uploads(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(change::add_order_attachment)).layer(DefaultBodyLimit::max(LARGEST_REQUEST)).with_state(workshop)
}
