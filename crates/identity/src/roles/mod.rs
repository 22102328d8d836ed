//! Roles: bundles of permissions that people hold at sites. Eight come with every garage; all but the owner's can be edited,
//! and more can be made. They are the whole garage's, so changing them takes the permission at every site.

mod create;
mod delete;
mod get;
mod list;
mod permissions;
mod role;
pub mod store;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use role::{Role, covers, known_permissions};

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(permissions::list_permissions))
        .routes(routes!(list::list_roles, create::create_role))
        .routes(routes!(get::get_role, update::update_role, delete::delete_role))
}
