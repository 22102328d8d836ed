//! Sessions: a sign-in and the refresh tokens that keep it going.

mod address;
mod cookie;
mod login;
mod logout;
mod refresh;
mod session;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new().routes(routes!(login::login)).routes(routes!(refresh::refresh)).routes(routes!(logout::logout))
}
