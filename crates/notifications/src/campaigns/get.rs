//! `GET /campaigns/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::Problem;
use kernel::http::{Caller, Path, Versioned};
use uuid::Uuid;

use super::view::CampaignView;
use super::{Campaigns, store};

/// A campaign. Permission: `message.read`.
#[utoipa::path(get, path = "/campaigns/{campaign_id}", tag = "notifications", operation_id = "get_campaign",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignView)), security(("bearer" = [])))]
pub async fn get_campaign(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<CampaignView>, Problem> {
    let row = store::find(it.context.db.reader(), id).await?;
    actor.permit(MESSAGE_READ, row.site_id)?;
    it.shown(&row, &actor).await
}
