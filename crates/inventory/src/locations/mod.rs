//! Rooms and vans of a site beside its own shelves, and what lies in each (PRODUCT J14, decision 0064).
//!
//! The site's ledger stays the stock: a location has a part of what is on hand, and what none has lies *here*. Every change of its quantity is a
//! row that stays. It fails with `not-there` (409) when less lies in a location than is taken, `lies-elsewhere` when less lies here,
//! `location-not-empty` when one is archived too early, and `same-place`, `taken` and `unknown` beside their fields.

mod books;
mod create;
mod get;
mod input;
mod list;
mod list_moves;
mod list_of_product;
mod list_products;
mod location;
mod move_stock;
pub mod store;
mod update;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use books::{Books, LocationLevel, LocationMove, MoveKind};
pub use input::LocationInput;
pub use location::{Kind, Location};

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_locations, create::create_location))
        .routes(routes!(get::get_location, update::update_location))
        .routes(routes!(list_products::list_location_products))
        .routes(routes!(list_moves::list_location_moves))
        .routes(routes!(list_of_product::list_product_locations))
        .routes(routes!(move_stock::move_stock))
}
