//! `GET /campaigns/{id}/outlook`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use uuid::Uuid;

use super::view::CampaignFigures;
use super::{Campaigns, store};

/// Who would hear of a campaign now, and who would not. Nothing is sent. Permission: `message.read`.
#[utoipa::path(get, path = "/campaigns/{campaign_id}/outlook", tag = "notifications", operation_id = "get_campaign_outlook",
    params(("campaign_id" = Uuid, Path)), responses((status = 200, body = CampaignFigures)), security(("bearer" = [])))]
pub async fn get_campaign_outlook(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<CampaignFigures>, Problem> {
    let row = store::find(it.context.db.reader(), id).await?;
    actor.permit(MESSAGE_READ, row.site_id)?;
    Ok(Json((&it.foresee(row).await?).into()))
}
