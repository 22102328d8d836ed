//! The catalogue: what the garage sells as parts, shared by all its sites.

mod create;
#[cfg(test)]
mod fixture;
mod get;
mod list;
pub mod packs;
mod product;
pub mod store;
mod tyre;
mod update;
pub mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[cfg(test)]
pub use fixture::fixture;
pub use get::changed;
pub use product::{Product, ProductInput, Unit, sku_key};

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_products, create::create_product))
        .routes(routes!(list::count_products))
        .routes(routes!(get::get_product, update::update_product))
}
