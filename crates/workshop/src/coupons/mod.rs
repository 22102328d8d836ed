//! Coupons (PRODUCT L1; docs/decisions/0091-coupons.md): a code that gives a discount on an order, so often and so long as a site says.
//!
//! Owns a site's coupons and which orders use them. What a coupon takes off is the order's discount, by the rules of [`crate::reductions`].

mod create;
mod demo;
mod input;
mod list;
mod migration;
mod redeem;
mod rule;
mod store;
mod tables;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use demo::welcome;
pub use migration::CreateCoupons;
pub use store::follow;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_coupons, create::create_coupon))
        .routes(routes!(update::update_coupon))
        .routes(routes!(redeem::redeem_coupon))
        .with_state(workshop)
}
