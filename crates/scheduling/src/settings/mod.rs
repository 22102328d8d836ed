//! What a site chose about its schedule, and the days on which it takes no bookings.

mod get;
mod locked_days;
pub mod record;
pub mod store;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub use record::Model as Settings;
pub use store::of;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_schedule_settings, update::update_schedule_settings))
        .routes(routes!(locked_days::list_locked_days, locked_days::lock_day))
        .routes(routes!(locked_days::unlock_day))
        .with_state(scheduling)
}
