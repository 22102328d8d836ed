//! `POST /whatsapp-gateways/{site}/try`

use std::sync::Arc;

use axum::extract::State;
use kernel::http::{Caller, Json, Path};
use kernel::{Problem, SiteId};

use super::gateway::WhatsappGateway;
use crate::gateways::trial::{SmsTrial, TrySmsGateway};
use crate::gateways::{Gateways, lane};

/// Sends one WhatsApp message in the first of the site's forms, with the site's name in its places, or as a text of its own where there is none;
/// it is in no log. Refused as a trial of text messages is. Permission: `site.update`.
#[utoipa::path(post, path = "/whatsapp-gateways/{site_id}/try", tag = "notifications", operation_id = "try_whatsapp_gateway",
    params(("site_id" = SiteId, Path)), request_body = TrySmsGateway,
    responses((status = 200, body = SmsTrial), (status = 429, description = "Too many")), security(("bearer" = [])))]
pub async fn try_whatsapp_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Json(body): Json<TrySmsGateway>,
) -> Result<Json<SmsTrial>, Problem> {
    lane::try_out::<WhatsappGateway>(&it, &actor, id, &body).await.map(Json)
}
