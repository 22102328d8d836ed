//! Tyres: what was found at each position, never overwritten, and the sets that the garage keeps for their owners.

mod list;
mod record;
mod store;
mod store_set;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::get_vehicle_tyres, record::record_vehicle_tyres))
        .routes(routes!(store_set::store_tyres))
        .routes(routes!(store_set::return_tyres))
        .with_state(app)
}
