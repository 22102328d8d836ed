//! `POST /sms-gateways/{site}/try`

use std::sync::Arc;

use axum::extract::State;
use kernel::http::{Caller, Json, Path};
use kernel::{Problem, SiteId};

use super::gateway::SmsGateway;
use super::trial::{SmsTrial, TrySmsGateway};
use super::{Gateways, lane};

/// Sends one message through a site's gateway, with the site's name in it, whether it is switched on or not; it is in no log. Refused with
/// `invalid-phone` beside a number that is none, and with `gateway-incomplete` where something is missing. Permission: `site.update`.
#[utoipa::path(post, path = "/sms-gateways/{site_id}/try", tag = "notifications", operation_id = "try_sms_gateway",
    params(("site_id" = SiteId, Path)), request_body = TrySmsGateway,
    responses((status = 200, body = SmsTrial), (status = 429, description = "Too many")), security(("bearer" = [])))]
pub async fn try_sms_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Json(body): Json<TrySmsGateway>,
) -> Result<Json<SmsTrial>, Problem> {
    lane::try_out::<SmsGateway>(&it, &actor, id, &body).await.map(Json)
}
