//! A site's schedule as a whole: what is on it, which starts are free, how much work it can take.

mod capacity;
mod show;
pub mod slots;
pub mod standing;
pub mod when;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(show::show_schedule))
        .routes(routes!(slots::list_slots))
        .routes(routes!(capacity::show_capacity))
        .with_state(scheduling)
}
