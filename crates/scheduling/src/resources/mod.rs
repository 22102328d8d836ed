//! Bays, equipment and technicians of a site, and when they are away.

mod absences;
mod create;
mod get;
mod input;
mod list;
pub mod record;
pub mod store;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub use input::{Code, code, known_codes};
pub use record::Kind;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_resources, create::create_resource))
        .routes(routes!(get::get_resource, update::update_resource))
        .routes(routes!(absences::list_absences, absences::add_absence))
        .routes(routes!(absences::remove_absence))
        .with_state(scheduling)
}
