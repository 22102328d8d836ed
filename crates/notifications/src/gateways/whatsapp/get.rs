//! `GET /whatsapp-gateways/{site}`

use std::sync::Arc;

use axum::extract::State;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Problem, SiteId};

use super::gateway::WhatsappGateway;
use super::view::GatewayView;
use crate::gateways::{Gateways, lane};

/// Through whom a site's WhatsApp messages go. Permission: `message.read`.
#[utoipa::path(get, path = "/whatsapp-gateways/{site_id}", tag = "notifications", operation_id = "get_whatsapp_gateway",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn get_whatsapp_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<GatewayView>, Problem> {
    lane::show::<WhatsappGateway>(&it, &actor, site).await
}
