//! Webhooks: whom of others is told of what, at which address, and what came of it.
//!
//! States: **active**: told in order, tried again by [`ladder`] when it does not answer with 2xx · **off**: somebody switched it off ·
//! **paused**: all tries failed, somebody is told, and it waits to be switched on · **gone**: it said 410. In each of them its place in the feed stays, so
//! nothing is lost: switched on it goes on where it was.

mod create;
mod deliveries;
mod endpoint;
mod get;
mod input;
mod ladder;
mod list;
mod remove;
mod replay;
mod rotate;
pub mod secret;
pub mod store;
mod trial;
mod update;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Webhooks;

pub use endpoint::{Came, Delivery, Endpoint, Outcome, WebhookState};
pub use store::{are_sealed, seal_all};

pub fn router(webhooks: Arc<Webhooks>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_webhooks, create::create_webhook))
        .routes(routes!(get::get_webhook, update::update_webhook, remove::remove_webhook))
        .routes(routes!(rotate::rotate_webhook_secret))
        .routes(routes!(replay::replay_webhook))
        .routes(routes!(trial::try_webhook))
        .routes(routes!(deliveries::list_webhook_deliveries))
        .with_state(webhooks)
}
