//! Merges: two records of one customer become one, and two again within a day.

mod list;
pub mod merge;
mod merge_customers;
pub mod store;
mod undo;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(merge_customers::merge_customers))
        .routes(routes!(list::list_merges))
        .routes(routes!(undo::undo_merge))
        .with_state(context)
}
