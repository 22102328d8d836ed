//! `POST /campaigns`

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::{CAMPAIGN_MANAGE, site};
use garde::Validate;
use kernel::http::{Caller, Created, Json, Versioned};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::campaign::{Campaign, CampaignState};
use super::input::CampaignInput;
use super::view::CampaignView;
use super::{Campaigns, store};

/// A campaign of a site.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCampaign {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(dive)]
    pub campaign: CampaignInput,
}

/// Drafts a campaign; nobody hears of it before it is started. Permission: `campaign.manage` at the site.
#[utoipa::path(post, path = "/campaigns", tag = "notifications", operation_id = "create_campaign", request_body = NewCampaign,
    responses((status = 201, body = CampaignView)), security(("bearer" = [])))]
pub async fn create_campaign(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Json(body): Json<NewCampaign>,
) -> Result<(StatusCode, Created<Versioned<CampaignView>>), Problem> {
    actor.permit(CAMPAIGN_MANAGE, body.site_id)?;
    let site_id = site(it.sites.as_ref(), body.site_id).await?.id;
    let blank = Campaign {
        id: Uuid::now_v7(),
        site_id,
        name: String::new(),
        state: CampaignState::Draft,
        segment: String::new(),
        texts: String::new(),
        channels: String::new(),
        holdout: 0,
        starts_on: None,
        ends_on: None,
        by_hand: false,
        created_by: actor.name.clone(),
        created_at: it.context.clock.now(),
        version: 1,
    };
    let row = body.campaign.write(&blank).map_err(within)?;
    let mut tx = it.context.db.begin().await?;
    store::insert(&tx, &row).await?;
    it.record(&mut tx, "campaign.create", (None, Some(&row)), &actor).await?;
    tx.commit().await?;
    let view = CampaignView::of(&row, &HashMap::new(), &actor)?;
    Ok((StatusCode::CREATED, Created { location: format!("/api/v1/campaigns/{}", row.id), body: Versioned(row.version, view) }))
}

/// The campaign is a part of what was sent.
fn within(mut problem: Problem) -> Problem {
    for fault in &mut problem.errors {
        fault.pointer = format!("/campaign{}", fault.pointer);
    }
    problem
}
