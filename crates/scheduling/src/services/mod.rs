//! What can be booked at a site.

mod create;
mod list;
pub mod record;
pub mod store;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub use create::deposits;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_services, create::create_service))
        .routes(routes!(list::get_service, update::update_service))
        .with_state(scheduling)
}
