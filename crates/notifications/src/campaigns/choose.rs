//! `GET` and `PUT /campaign-settings/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{CAMPAIGN_MANAGE, MESSAGE_READ, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{lock, of, save};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Campaigns;
use super::settings::CampaignSettings;
use super::view::SettingsView;
use crate::sending::zone;
use crate::{MODULE, hours};

/// When a site is to write to many, and how often.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetCampaignSettings {
    /// Of the daily run, where the site is.
    #[garde(range(min = 0, max = 23))]
    #[schema(minimum = 0, maximum = 23, example = 9)]
    pub hour: i16,
    /// So many promotions a customer hears at most…
    #[garde(range(min = 1, max = 5))]
    #[schema(minimum = 1, maximum = 5, example = 1)]
    pub cap: i16,
    /// …in so many days, of all campaigns of all sites.
    #[garde(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365, example = 30)]
    pub cap_days: i16,
}

/// When a site writes to many, and how often. Permission: `message.read`.
#[utoipa::path(get, path = "/campaign-settings/{site_id}", tag = "notifications", operation_id = "get_campaign_settings",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn get_campaign_settings(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(MESSAGE_READ, id)?;
    let row: CampaignSettings = of(it.context.db.reader(), id).await?;
    Ok(SettingsView::of(&row, &actor))
}

/// Says when a site writes to many, and how often. Permission: `campaign.manage`.
#[utoipa::path(put, path = "/campaign-settings/{site_id}", tag = "notifications", operation_id = "set_campaign_settings",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetCampaignSettings,
    responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn set_campaign_settings(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetCampaignSettings>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(CAMPAIGN_MANAGE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before: CampaignSettings = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let SetCampaignSettings { hour, cap, cap_days } = body;
    let mut row = CampaignSettings { hour, cap, cap_days, ..before.clone() };
    // What was to begin at this moment still begins, if its hour is the same.
    if row.hour != before.hour && row.next_at.is_some() {
        row.next_at = hours::next(row.hour, zone(&card), clock.now());
    }
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "campaign_settings.set", entity: "campaign_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(SettingsView::of(&row, &actor))
}
