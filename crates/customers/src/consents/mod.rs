//! Consents per channel and purpose.

pub mod answered;
pub mod consent;
mod decide;
mod read;
pub mod store;

use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(read::read_consents, decide::decide_consent)).with_state(context)
}
