//! `POST /whatsapp-gateways/{site}/pause` and `…/resume`

use std::sync::Arc;

use axum::extract::State;
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Problem, SiteId};

use super::gateway::WhatsappGateway;
use super::view::GatewayView;
use crate::gateways::{Gateways, lane};

/// Keeps a site's WhatsApp messages waiting until it goes on; paused again, nothing changes. Refused with `gateway-off` where none go out.
/// Permission: `site.update`.
#[utoipa::path(post, path = "/whatsapp-gateways/{site_id}/pause", tag = "notifications", operation_id = "pause_whatsapp_gateway",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn pause_whatsapp_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
) -> Result<Versioned<GatewayView>, Problem> {
    lane::turn::<WhatsappGateway>(&it, &actor, id, if_match, true).await
}

/// Sends what waits. Refused as a pause. Permission: `site.update`.
#[utoipa::path(post, path = "/whatsapp-gateways/{site_id}/resume", tag = "notifications", operation_id = "resume_whatsapp_gateway",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn resume_whatsapp_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
) -> Result<Versioned<GatewayView>, Problem> {
    lane::turn::<WhatsappGateway>(&it, &actor, id, if_match, false).await
}
