//! Which messages a site sends, and when telephones rest.

mod get;
pub mod row;
mod set;
mod view;

use std::sync::Arc;

use contracts::identity::Sites;
use kernel::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use row::MessageSettings;

pub fn router(context: Context, sites: Arc<dyn Sites>) -> OpenApiRouter {
    let read = OpenApiRouter::new().routes(routes!(get::get_message_settings)).with_state(context.clone());
    read.merge(OpenApiRouter::new().routes(routes!(set::set_message_settings)).with_state((context, sites)))
}
