//! Recurring bookings: a fleet's van every four weeks. A series makes its appointments when it is made; each is an ordinary one.

mod cancel;
mod create;
mod list;
mod record;
mod store;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Scheduling;

pub fn router(scheduling: Arc<Scheduling>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_series, create::create_series))
        .routes(routes!(cancel::cancel_series))
        .with_state(scheduling)
}
