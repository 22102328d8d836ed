//! The counter: parts that a customer takes with them, without a vehicle and without work (docs/decisions/0044-counter-sales.md).
//!
//! A sale is a work order without a vehicle, opened, approved and completed in one transaction; stock, invoice and trail follow it as they
//! follow any. Its invoice hands it over.

pub mod demo;
mod migration;
mod price;
mod sale;
mod sell;
mod settings;
mod store;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::CreateCounters;
pub use store::TABLE;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(sell::sell_at_counter))
        .routes(routes!(price::price_counter_sale))
        .routes(routes!(settings::get_counter, settings::set_counter))
        .with_state(workshop)
}
