//! What Twilio tells of messages that were sent, and what people answer. It signs what it tells with the account's key; nothing else is heard.

mod arrived;
mod hear;
mod signature;
mod word;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::gateways::Gateways;

pub fn router(gateways: Arc<Gateways>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(hear::hear_twilio)).with_state(gateways)
}
