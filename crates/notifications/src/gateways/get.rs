//! `GET /sms-gateways/{site}`

use std::sync::Arc;

use axum::extract::State;
use kernel::http::{Caller, Path, Versioned};
use kernel::{Problem, SiteId};

use super::gateway::SmsGateway;
use super::view::GatewayView;
use super::{Gateways, lane};

/// Through whom a site's text messages go. Permission: `message.read`.
#[utoipa::path(get, path = "/sms-gateways/{site_id}", tag = "notifications", operation_id = "get_sms_gateway",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn get_sms_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<GatewayView>, Problem> {
    lane::show::<SmsGateway>(&it, &actor, site).await
}
