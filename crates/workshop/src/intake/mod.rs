//! The intake sheet: how a vehicle came in (PRODUCT D9, 3.1 step 4). A file per operation, the rules in [`sheet`].
//!
//! Why it is as it is: docs/decisions/0029-intake.md.

mod begin;
mod command;
mod error;
mod list;
mod migration;
mod photos;
pub mod sheet;
mod sign;
pub mod store;
pub mod tables;
mod update;
mod view;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use kernel::files::LARGEST_REQUEST;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::CreateIntakes;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_intakes, begin::begin_intake))
        .routes(routes!(update::update_intake))
        .routes(routes!(sign::sign_intake))
        .routes(routes!(photos::get_intake_photo, photos::remove_intake_photo))
        .with_state(workshop)
}

/// What takes larger bodies than other operations.
pub fn uploads(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(photos::add_intake_photo)).layer(DefaultBodyLimit::max(LARGEST_REQUEST)).with_state(workshop)
}
