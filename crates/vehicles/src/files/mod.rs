//! Photos and documents of a vehicle: what the kernel's files are, with this module's permissions.

mod add;
mod list;
mod remove;
mod show;
mod view;

use axum::extract::DefaultBodyLimit;
use kernel::files::LARGEST_REQUEST;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_vehicle_files))
        .routes(routes!(show::get_vehicle_file, remove::remove_vehicle_file))
        .with_state(app)
}

/// What takes larger bodies than other operations.
pub fn uploads(app: App) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(add::add_vehicle_file)).layer(DefaultBodyLimit::max(LARGEST_REQUEST)).with_state(app)
}
