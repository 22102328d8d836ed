//! What is taken off a job or an order beside its lines' own discounts, and who pays in the customer's place
//! (PRODUCT L1, M5, M9; docs/decisions/0080-who-pays-less.md).
//!
//! Owns the discount of an order, the discount and the cover of a job, and what they take off each line. Jobs and orders keep them; this
//! folder has their rules and operations. Invoices, one for each who pays, are billing's.

mod cover;
mod discount;
mod migration;
mod order;
mod rule;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::KeepReductions;
pub use rule::{CouponRef, Discount, Reductions, Size, Taken};
pub use view::{CoverView, DiscountView};

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(discount::discount_work_order))
        .routes(routes!(discount::discount_job))
        .routes(routes!(cover::cover_job))
        .with_state(workshop)
}
