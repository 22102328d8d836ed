//! Pieces with a serial number or of a batch, and whose vehicle they went on (PRODUCT J11, docs/decisions/0063-serials-and-batches.md).
//! Inventory knows the numbers and the orders; the orders know vehicle and customer, as they are called and merged today. Nothing is kept here.

mod export;
mod missing;
mod of_vehicle;
mod part;
mod search;
mod store;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(search::search_numbered_parts))
        .routes(routes!(export::export_numbered_parts))
        .routes(routes!(missing::list_missing_numbers))
        .routes(routes!(of_vehicle::list_vehicle_numbered_parts))
        .with_state(workshop)
}
