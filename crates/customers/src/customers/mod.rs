//! Routes of `/customers`.

mod announce;
mod archive;
mod create;
pub mod customer;
mod get;
mod list;
pub mod record;
mod restore;
pub mod store;
mod update;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_customers, create::create_customer))
        .routes(routes!(get::get_customer, update::update_customer))
        .routes(routes!(archive::archive_customer))
        .routes(routes!(restore::restore_customer))
        .with_state(context)
}
