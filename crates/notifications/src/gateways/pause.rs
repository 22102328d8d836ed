//! `POST /sms-gateways/{site}/pause` and `…/resume`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::site_settings::{lock, save};
use kernel::{Actor, Problem, SiteId};

use super::gateway::SmsGateway;
use super::view::GatewayView;
use super::{Gateways, store};
use crate::{Error, MODULE};

/// Keeps a site's text messages waiting until it goes on; paused again, nothing changes. Refused with `gateway-off` where none go out.
/// Permission: `site.update`.
#[utoipa::path(post, path = "/sms-gateways/{site_id}/pause", tag = "notifications", operation_id = "pause_sms_gateway",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn pause_sms_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
) -> Result<Versioned<GatewayView>, Problem> {
    turn(&it, &actor, id, if_match, true).await
}

/// Sends what waits. Refused as a pause. Permission: `site.update`.
#[utoipa::path(post, path = "/sms-gateways/{site_id}/resume", tag = "notifications", operation_id = "resume_sms_gateway",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = GatewayView)), security(("bearer" = [])))]
pub async fn resume_sms_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
) -> Result<Versioned<GatewayView>, Problem> {
    turn(&it, &actor, id, if_match, false).await
}

async fn turn(it: &Gateways, actor: &Actor, id: SiteId, if_match: IfMatch, pauses: bool) -> Result<Versioned<GatewayView>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before: SmsGateway = lock(&tx, id).await?;
    if_match.check(before.version)?;
    if !before.enabled {
        return Err(Error::GatewayOff.into());
    }
    let mut row = SmsGateway { paused_at: pauses.then(|| before.paused_at.unwrap_or_else(|| clock.now())), ..before.clone() };
    if row != before {
        save(&tx, &mut row).await?;
        let action = if pauses { "sms_gateway.pause" } else { "sms_gateway.resume" };
        let change = Change { action, entity: "sms_gateway", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), actor, clock).await?;
    }
    let waiting = store::waiting(&*tx, id).await?;
    tx.commit().await?;
    Ok(GatewayView::of(it, row, waiting, actor))
}
