//! `POST /campaigns/{id}/runs`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{CAMPAIGN_MANAGE, site};
use kernel::Problem;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use uuid::Uuid;

use super::begin::new_run;
use super::campaign::CampaignState;
use super::view::CampaignRun;
use super::{Campaigns, store};
use crate::sending::zone;
use crate::{Error, MODULE, walks};

/// Runs a campaign now, and says what came of it; who heard of it hears nothing more. Refused with `not-in-this-state` unless it runs, and
/// with `campaign-over` after its last day. Permission: `campaign.manage`.
#[utoipa::path(post, path = "/campaigns/{campaign_id}/runs", tag = "notifications", operation_id = "run_campaign",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignRun)), security(("bearer" = [])))]
pub async fn run_campaign(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<CampaignRun>, Problem> {
    let row = store::find(it.context.db.reader(), id).await?;
    actor.permit(CAMPAIGN_MANAGE, row.site_id)?;
    if row.state != CampaignState::Running {
        return Err(Error::NotInThisState.into());
    }
    let (clock, now) = (it.context.clock.as_ref(), it.context.clock.now());
    let day = now.with_timezone(&zone(&site(it.sites.as_ref(), row.site_id).await?)).date_naive();
    if row.is_over(day) {
        return Err(Error::CampaignOver.into());
    }
    let run = new_run(&row, day, Some(actor.name.clone()), now)?;
    let tx = it.context.db.begin().await?;
    store::insert_run(&tx, &run).await?;
    let held = walks::take(&tx, store::RUNS, run.id, now).await?;
    let change = Change { action: "campaign.run", entity: "campaign", id: row.id, label: &row.name, site: Some(row.site_id) };
    audit::record::<()>(&tx, MODULE, change, (None, None), &actor, clock).await?;
    tx.commit().await?;
    if let Some(held) = held {
        it.work(held).await?;
    }
    Ok(Json((&store::find_run(it.context.db.reader(), run.id).await?).into()))
}
