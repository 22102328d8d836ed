//! A period by technician and by service. docs/decisions/0122-figures-by-technician-and-service.md.

mod export;
mod list;
mod rows;
mod view;

use kernel::{Context, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::shares::By;

pub fn router() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::get_breakdown))
        .routes(routes!(export::export_breakdown))
        .routes(routes!(rows::list_breakdown_rows))
}

/// 404 of what nothing is broken down by.
fn known(by: &str) -> Result<By, Problem> {
    By::named(by).ok_or_else(Problem::not_found)
}
