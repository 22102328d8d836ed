//! What work that is not invoiced is worth on a day (PRODUCT P3). docs/decisions/0085-unfinished-work-and-stock-on-a-day.md.
//!
//! [`span`] has the rules of what counts and from when, [`labour`] what clocked hours cost. Each order's spans are kept by [`follow`], which
//! every command calls in its transaction.

pub mod demo;
mod export;
mod follow;
mod get;
mod labour;
mod list;
mod migration;
mod months;
mod span;
mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use follow::{follow, invoiced, valued};
pub use migration::KeepProgress;
pub use span::Costs;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_work_in_progress))
        .routes(routes!(list::list_work_in_progress))
        .routes(routes!(months::list_month_ends))
        .routes(routes!(export::export_work_in_progress))
        .with_state(workshop)
}
