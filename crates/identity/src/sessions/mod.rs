//! Sessions: a sign-in and the refresh tokens that keep it going.

mod client;
pub mod cookie;
mod end;
mod end_others;
mod list;
pub mod login;
mod logout;
pub mod open;
mod refresh;
mod session;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use client::Client;
pub use session::{Kind, RefreshToken};
pub use view::{Answer, SessionView, add};

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new()
        .routes(routes!(login::login))
        .routes(routes!(refresh::refresh))
        .routes(routes!(logout::logout))
        .routes(routes!(list::list_my_sessions))
        .routes(routes!(end_others::end_sessions))
        .routes(routes!(end::end_session))
}
