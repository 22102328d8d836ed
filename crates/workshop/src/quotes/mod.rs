//! What somebody asks by telephone: a work order before its visit (docs/decisions/0060-phone-quotes.md).
//!
//! A caller in words or a customer, a car in words or a vehicle or none, jobs and lines as on any order. It stands on no board, takes no
//! time, reserves nothing and is not completed until it is converted: then the same order gets its customer and vehicle and is opened.

mod change;
mod convert;
pub mod demo;
mod list;
mod make;
mod migration;
mod quote;
mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::KeepQuotes;
#[cfg(test)]
pub use quote::Becomes;
pub use quote::{Quote, QuoteState};
pub use view::OrderQuote;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_quotes, make::make_quote))
        .routes(routes!(change::change_quote))
        .routes(routes!(convert::convert_quote))
        .with_state(workshop)
}
