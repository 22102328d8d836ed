//! What is left of prices above what parts and sublets cost, and the least that a site wants of it (PRODUCT H6;
//! docs/decisions/0040-margins.md). Labour and fees have no cost here: a margin is of the lines whose cost is known.

mod guard;
mod migration;
pub mod rule;
mod settings;
mod show;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use guard::guard;
pub use migration::CreateMarginGuards;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(show::show_margin))
        .routes(routes!(settings::get_margin_guard, settings::set_margin_guard))
        .with_state(workshop)
}
