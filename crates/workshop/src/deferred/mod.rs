//! Deferred jobs: what was offered and not done comes back by itself (docs/decisions/0027-deferred-jobs.md).

mod close;
mod entry;
mod follow;
mod list;
mod migration;
mod offer;
pub mod public;
mod reopen;
mod store;
mod update;
mod view;
mod waiting;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use entry::KeptLine;
pub use follow::{all_of_demo, follow, left, tell, tell_gone};
pub use migration::{CreateDeferredJobs, FindDeferredByCustomer};
pub use public::Links;
pub use store::undone_of;
pub use waiting::waiting;

/// What merging customers renames.
pub const TABLE: &str = "workshop_deferred_jobs";

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_deferred_jobs))
        .routes(routes!(update::update_deferred_job))
        .routes(routes!(close::close_deferred_job))
        .routes(routes!(reopen::reopen_deferred_job))
        .routes(routes!(offer::offer_deferred_job))
        .routes(routes!(public::read_offer))
        .routes(routes!(public::read_offer_photo))
        .with_state(workshop)
}
