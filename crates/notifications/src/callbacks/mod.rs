//! What providers tell of messages that were sent, and what people answer. They sign what they tell; nothing else is heard.

pub mod answers;
mod arrived;
mod hear;
mod signature;
mod whatsapp;
mod word;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::gateways::Gateways;

pub fn router(gateways: Arc<Gateways>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(hear::hear_twilio))
        .routes(routes!(whatsapp::prove_whatsapp, whatsapp::hear_whatsapp))
        .with_state(gateways)
}
