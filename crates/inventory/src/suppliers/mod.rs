//! Who sells parts to the garage, and at what price: shared by all its sites.

mod create;
mod figures;
mod get;
mod items;
mod list;
mod list_items;
pub mod store;
mod supplier;
mod update;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use supplier::{Item, Supplier, packs_for};

pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_suppliers, create::create_supplier))
        .routes(routes!(get::get_supplier, update::update_supplier))
        .routes(routes!(figures::get_supplier_figures))
        .routes(routes!(list_items::list_supplier_items))
        .routes(routes!(items::set_supplier_item, items::remove_supplier_item))
}
