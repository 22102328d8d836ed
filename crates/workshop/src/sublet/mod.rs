//! Sublet lines: what another does for the garage, with the order to them and their invoice (PRODUCT D8).

mod list;
mod migration;
mod set;
mod store;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::CreateSublets;
pub use store::costs;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list::list_sublets)).routes(routes!(set::set_sublet)).with_state(workshop)
}
