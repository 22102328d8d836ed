//! Sites: the workshop locations with what their documents print and their prices rest on.

mod close;
mod create;
mod get;
mod hours;
mod list;
mod numbering;
mod open;
mod site;
pub mod store;
mod tax_id;
mod told;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use create::create;
pub use site::check;
pub use told::tell_sites;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(list::list_sites, open::open_site))
        .routes(routes!(get::get_site, update::update_site))
        .routes(routes!(close::close_site))
        .routes(routes!(close::reopen_site))
}
