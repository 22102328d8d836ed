//! All customers in figures. Everything is counted from this module's own rows, which events feed: in an index alone, or kept as a sum.

mod period;
mod read;
mod store;
mod view;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(read::read_customers_statistics)).with_state(context)
}
