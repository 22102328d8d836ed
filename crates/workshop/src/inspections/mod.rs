//! Inspections of vehicles on work orders: a file per operation, the rules in [`inspection`] and [`template`].
//!
//! Owns templates, inspections with their items, photos and marks, and the report that a customer reads. Why it is as it is:
//! docs/decisions/0024-inspections.md.

mod answer;
mod begin;
mod command;
mod complete;
#[cfg(test)]
mod cost;
pub mod demo;
pub mod error;
mod get;
pub mod inspection;
mod link;
mod list;
pub mod marks;
mod measure;
pub mod photos;
mod propose;
pub mod public;
mod reopen;
mod report;
mod send;
pub mod store;
pub mod tables;
pub mod template;
mod templates;
pub mod usual;
mod view;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use kernel::files::LARGEST_REQUEST;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use begin::begin;
pub use send::Links;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(templates::list::list_inspection_templates, templates::create::create_inspection_template))
        .routes(routes!(templates::get::get_inspection_template, templates::update::update_inspection_template))
        .routes(routes!(templates::archive::archive_inspection_template))
        .routes(routes!(templates::archive::restore_inspection_template))
        .routes(routes!(list::list_order_inspections, begin::begin_inspection))
        .routes(routes!(measure::list_vehicle_inspections))
        .routes(routes!(get::get_inspection))
        .routes(routes!(answer::answer_inspection_item))
        .routes(routes!(complete::complete_inspection))
        .routes(routes!(reopen::reopen_inspection))
        .routes(routes!(propose::propose_inspection_jobs))
        .routes(routes!(photos::show::get_inspection_photo, photos::remove::remove_inspection_photo))
        .routes(routes!(photos::mark::mark_inspection_photo))
        .routes(routes!(link::link_inspection))
        .routes(routes!(link::revoke_inspection_link))
        .routes(routes!(send::send_inspection))
        .routes(routes!(report::report_inspections))
        .routes(routes!(public::report::read_inspection_report))
        .routes(routes!(public::photo::read_inspection_photo))
        .with_state(workshop)
}

/// What takes larger bodies than other operations.
pub fn uploads(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(photos::add::add_inspection_photo))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .with_state(workshop)
}
