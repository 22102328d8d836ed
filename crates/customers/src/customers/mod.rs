//! Routes of `/customers`.

pub mod announce;
mod archive;
pub mod change;
mod count;
mod create;
pub mod customer;
mod duplicates;
mod export;
mod get;
pub mod list;
pub mod record;
mod restore;
mod similar;
pub mod store;
mod update;
pub mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_customers, create::create_customer))
        .routes(routes!(count::count_customers))
        .routes(routes!(duplicates::find_duplicates))
        .routes(routes!(export::export_customers))
        .routes(routes!(get::get_customer, update::update_customer))
        .routes(routes!(archive::archive_customer))
        .routes(routes!(restore::restore_customer))
        .with_state(context)
}
