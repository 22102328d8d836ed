//! Estimates of work orders: a file per operation. A version is what a customer was offered; it is frozen when it is sent
//! ([`document`]), and what they decide on it stands beside it with its evidence ([`evidence`]).
//!
//! Why it is as it is: docs/decisions/0028-estimates-and-authorisation.md.

mod answer;
pub mod approvers;
mod ask;
pub mod demo;
pub mod document;
pub mod error;
pub mod evidence;
mod follow;
mod get;
mod issue;
#[cfg(test)]
mod laws;
mod link;
mod list;
mod migration;
mod public;
mod send;
pub mod settings;
pub mod signature;
pub mod store;
pub mod tables;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use follow::follow;
pub use issue::Links;
pub use migration::{AskApprovers, CreateEstimateSettings, CreateEstimates, KeepOptions, RequireIntakeSignatures};

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_estimates, send::send_estimate))
        .routes(routes!(get::get_estimate))
        .routes(routes!(link::link_estimate))
        .routes(routes!(link::revoke_estimate_link))
        .routes(routes!(answer::answer_question))
        .routes(routes!(signature::get_signature))
        .routes(routes!(settings::get_estimate_settings, settings::set_estimate_settings))
        .routes(routes!(public::read::read_estimate))
        .routes(routes!(public::decide::decide_estimate))
        .routes(routes!(public::ask::ask_about_estimate))
        .routes(routes!(public::photo::read_estimate_photo))
        .with_state(workshop)
}
