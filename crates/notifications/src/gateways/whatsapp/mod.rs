//! A site's way to WhatsApp: through Meta's Cloud API, or Twilio.

pub mod gateway;
mod get;
mod pause;
mod set;
mod try_out;
mod view;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Gateways;

pub use gateway::{Fact, Provider, WhatsappGateway};

pub fn router(gateways: Arc<Gateways>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_whatsapp_gateway))
        .routes(routes!(set::set_whatsapp_gateway))
        .routes(routes!(pause::pause_whatsapp_gateway))
        .routes(routes!(pause::resume_whatsapp_gateway))
        .routes(routes!(try_out::try_whatsapp_gateway))
        .with_state(gateways)
}
