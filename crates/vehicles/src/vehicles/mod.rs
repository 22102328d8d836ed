//! Routes of `/vehicles`.

pub mod announce;
mod archive;
mod count;
mod create;
mod export;
mod get;
mod history;
mod list;
pub mod listing;
mod owners;
mod pack;
mod plates;
mod print_history;
mod read_vin;
pub mod record;
mod record_odometer;
mod statistics;
pub mod store;
mod transfer;
mod undo_transfer;
mod update;
pub mod vehicle;
pub mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_vehicles, create::create_vehicle))
        .routes(routes!(count::count_vehicles))
        .routes(routes!(export::export_vehicles))
        .routes(routes!(get::get_vehicle, update::update_vehicle))
        .routes(routes!(record_odometer::record_odometer))
        .routes(routes!(archive::archive_vehicle))
        .routes(routes!(archive::restore_vehicle))
        .routes(routes!(transfer::transfer_vehicle))
        .routes(routes!(undo_transfer::undo_transfer))
        .routes(routes!(owners::list_vehicle_owners))
        .routes(routes!(plates::list_former_plates))
        .routes(routes!(read_vin::read_vin))
        .routes(routes!(statistics::get_vehicle_statistics))
        .routes(routes!(print_history::print_vehicle_history))
        .routes(routes!(history::list_vehicle_visits))
        .with_state(app)
}
