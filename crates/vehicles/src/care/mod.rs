//! What keeps a vehicle in order: the garage's plan, when each item of it is due for a vehicle, and the dates that the law sets.

mod get_plan;
mod legal;
mod list_odometer;
mod look;
mod plan;
pub mod reckon;
pub mod refresh;
mod set_item;
pub mod settings;
mod store;
mod view;
mod worker;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

pub use plan::{Titles, is_key};
pub use store::{put_all_care, save_reckoned};
pub use worker::CatchUp;

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(look::get_vehicle_care))
        .routes(routes!(set_item::set_vehicle_care))
        .routes(routes!(list_odometer::list_odometer_readings))
        .routes(routes!(get_plan::get_vehicle_plan, get_plan::set_vehicle_plan))
        .with_state(app)
}
