//! Routes of `/vehicles`.

mod announce;
mod create;
mod get;
mod history;
mod list;
pub mod record;
mod record_odometer;
pub mod store;
mod transfer;
mod update;
pub mod vehicle;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_vehicles, create::create_vehicle))
        .routes(routes!(get::get_vehicle, update::update_vehicle))
        .routes(routes!(record_odometer::record_odometer))
        .routes(routes!(transfer::transfer_vehicle))
        .routes(routes!(history::list_vehicle_visits))
        .with_state(app)
}
