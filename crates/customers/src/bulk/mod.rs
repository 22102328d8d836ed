//! Bulk actions: the same for many customers, in the background, with an outcome for each and an undo.

mod action;
mod get;
mod rows;
mod start;
mod store;
mod undo;
mod view;
mod worker;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use worker::BulkWorker;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(start::start_bulk))
        .routes(routes!(get::get_bulk))
        .routes(routes!(rows::list_bulk_rows))
        .routes(routes!(undo::undo_bulk))
        .with_state(context)
}
