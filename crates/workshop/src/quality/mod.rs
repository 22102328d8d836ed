//! The quality check: somebody else looks at the work before it is ready. The gate's rule `quality` makes it a must at a site.

mod check;
mod migration;
mod submit;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::KeepChecks;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(submit::submit_work_order)).routes(routes!(check::check_work_order)).with_state(workshop)
}
