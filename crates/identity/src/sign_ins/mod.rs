//! The log of sign-ins: who came in or was kept out, from where, and what changed about their account, and what they
//! were refused.

mod list;
mod list_mine;
mod refusals;
pub mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Identity;

pub use refusals::Refusals;
pub use store::{Entry, Outcome, log};

pub fn router() -> OpenApiRouter<Arc<Identity>> {
    OpenApiRouter::new().routes(routes!(list::list_sign_ins)).routes(routes!(list_mine::list_my_sign_ins))
}
