//! Users: the people who sign in, and their roles at sites.

mod authority;
mod change_password;
mod create;
mod disable;
pub mod get;
pub mod import;
mod invite;
mod list;
mod list_staff;
mod me;
mod owners;
mod records;
mod reset_link;
mod set_password;
pub mod store;
mod update;
mod update_me;
mod user;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use create::create;
pub use records::Records;
pub use reset_link::reset_link;
pub use set_password::set_password;
pub use user::{Language, NewUser, email_key, terms, user_name_key};
pub use view::{Me, UserView};

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(me::get_me, update_me::update_me))
        .routes(routes!(change_password::change_password))
        .routes(routes!(list_staff::list_staff))
        .routes(routes!(list::list_users))
        .routes(routes!(invite::invite_user))
        .routes(routes!(get::get_user, update::update_user))
        .routes(routes!(invite::invite_user_again))
        .routes(routes!(reset_link::make_reset_link))
        .routes(routes!(disable::disable_user))
        .routes(routes!(disable::enable_user))
        .routes(routes!(disable::sign_out_user))
}
