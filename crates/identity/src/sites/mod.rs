//! Sites: the workshop locations with what their documents print and their prices rest on.

mod create;
mod get;
mod list;
mod site;
pub mod store;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use create::create;
pub use site::check;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new().routes(routes!(list::list_sites)).routes(routes!(get::get_site, update::update_site))
}
