//! `POST /campaigns/{id}/start`, `…/pause`, `…/end`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{CAMPAIGN_MANAGE, site};
use kernel::http::{Caller, Path, Versioned};
use kernel::site_settings::{lock, save};
use kernel::{Actor, Problem, Tx};
use uuid::Uuid;

use super::campaign::{Act, Campaign};
use super::settings::CampaignSettings;
use super::view::CampaignView;
use super::{Campaigns, store};
use crate::hours;
use crate::sending::zone;

type Answer = Result<Versioned<CampaignView>, Problem>;

/// Starts a campaign that is a draft or paused: from now on it runs at the site's hour, or when somebody says so. Refused with
/// `not-in-this-state` otherwise, and with `campaign-over` after its last day. Permission: `campaign.manage`.
#[utoipa::path(post, path = "/campaigns/{campaign_id}/start", tag = "notifications", operation_id = "start_campaign",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignView)), security(("bearer" = [])))]
pub async fn start_campaign(State(it): State<Arc<Campaigns>>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Answer {
    it.act(id, Act::Start, &actor).await
}

/// Pauses a campaign that runs; what waits to be sent waits on. Permission: `campaign.manage`.
#[utoipa::path(post, path = "/campaigns/{campaign_id}/pause", tag = "notifications", operation_id = "pause_campaign",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignView)), security(("bearer" = [])))]
pub async fn pause_campaign(State(it): State<Arc<Campaigns>>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Answer {
    it.act(id, Act::Pause, &actor).await
}

/// Ends a campaign for good; what waits to be sent is not sent. Permission: `campaign.manage`.
#[utoipa::path(post, path = "/campaigns/{campaign_id}/end", tag = "notifications", operation_id = "end_campaign",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignView)), security(("bearer" = [])))]
pub async fn end_campaign(State(it): State<Arc<Campaigns>>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Answer {
    it.act(id, Act::End, &actor).await
}

impl Campaigns {
    async fn act(&self, id: Uuid, act: Act, actor: &Actor) -> Answer {
        let mut tx = self.context.db.begin().await?;
        let before = store::lock(&tx, id).await?;
        actor.permit(CAMPAIGN_MANAGE, before.site_id)?;
        let mut row = Campaign { state: before.state.after(act)?, ..before.clone() };
        if act == Act::Start {
            self.set_out(&tx, &row).await?;
        }
        store::save(&tx, &mut row).await?;
        let action = match act {
            Act::Start => "campaign.start",
            Act::Pause => "campaign.pause",
            Act::End => "campaign.end",
        };
        self.record(&mut tx, action, (Some(&before), Some(&row)), actor).await?;
        tx.commit().await?;
        self.shown(&row, actor).await
    }

    /// The site's hour is waited for from now on.
    async fn set_out(&self, tx: &Tx, row: &Campaign) -> Result<(), Problem> {
        let (card, now) = (site(self.sites.as_ref(), row.site_id).await?, self.context.clock.now());
        if row.is_over(now.with_timezone(&zone(&card)).date_naive()) {
            return Err(crate::Error::CampaignOver.into());
        }
        let mut settings: CampaignSettings = lock(tx, row.site_id).await?;
        if row.by_hand || settings.next_at.is_some() {
            return Ok(());
        }
        settings.next_at = hours::next(settings.hour, zone(&card), now);
        if settings.version == 0 {
            return save(tx, &mut settings).await;
        }
        Ok(store::begin_next_at(tx, row.site_id, settings.next_at).await?)
    }
}
