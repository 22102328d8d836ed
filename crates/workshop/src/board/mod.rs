//! The board's columns, which a site may choose: more than one for a state, with its own words and colours (docs/decisions/0035-board.md).

pub mod columns;
mod migration;
mod place;
mod settings;
pub mod store;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use columns::BoardColumn;
pub use migration::CreateBoards;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(settings::get_board_columns, settings::set_board_columns))
        .routes(routes!(place::place_work_order))
        .with_state(workshop)
}
