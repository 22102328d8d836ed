//! Users: the people who sign in, and their roles at sites.

mod create;
mod list_staff;
mod me;
mod set_password;
pub mod store;
mod update_me;
mod user;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use create::create;
pub use set_password::set_password;
pub use user::{NewUser, email_key};
pub use view::Me;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new().routes(routes!(me::get_me, update_me::update_me)).routes(routes!(list_staff::list_staff))
}
