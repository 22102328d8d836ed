//! `PUT /campaigns/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::CAMPAIGN_MANAGE;
use kernel::Problem;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use uuid::Uuid;

use super::input::CampaignInput;
use super::view::CampaignView;
use super::{Campaigns, store};
use crate::Error;

/// Writes a campaign anew. Refused with `not-in-this-state` while it runs or when it has ended. Permission: `campaign.manage`.
#[utoipa::path(put, path = "/campaigns/{campaign_id}", tag = "notifications", operation_id = "update_campaign",
    params(("campaign_id" = Uuid, Path), ("If-Match" = Option<String>, Header)), request_body = CampaignInput,
    responses((status = 200, body = CampaignView)), security(("bearer" = [])))]
pub async fn update_campaign(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<CampaignInput>,
) -> Result<Versioned<CampaignView>, Problem> {
    let mut tx = it.context.db.begin().await?;
    let before = store::lock(&tx, id).await?;
    actor.permit(CAMPAIGN_MANAGE, before.site_id)?;
    if_match.check(before.version)?;
    if !before.state.may_change() {
        return Err(Error::NotInThisState.into());
    }
    let mut row = body.write(&before)?;
    if row != before {
        store::save(&tx, &mut row).await?;
        it.record(&mut tx, "campaign.update", (Some(&before), Some(&row)), &actor).await?;
    }
    tx.commit().await?;
    it.shown(&row, &actor).await
}
