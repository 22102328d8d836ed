//! Discounts beyond a role's cap, asked of who may give them (PRODUCT 3.3 step 7; docs/decisions/0090-discounts-that-are-asked-for.md).
//!
//! Owns a request: open → granted, refused, withdrawn, or lapsed when its order is worked on no more. Granting gives the discount by the
//! rules of [`crate::reductions`] and with the rights of who grants it; nothing is given before. The order's history tells of each step.

mod ask;
mod decide;
mod list;
mod migration;
mod request;
mod rule;
mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::CreateDiscountRequests;
pub use store::lapse;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(ask::ask_discount))
        .routes(routes!(list::list_discount_requests))
        .routes(routes!(decide::grant_discount))
        .routes(routes!(decide::refuse_discount))
        .routes(routes!(decide::withdraw_discount))
        .with_state(workshop)
}
