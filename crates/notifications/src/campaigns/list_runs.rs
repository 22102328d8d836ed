//! `GET /campaigns/{id}/runs`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Path, Query};
use kernel::paging::{Page, PageQuery};
use uuid::Uuid;

use super::view::CampaignRun;
use super::{Campaigns, store};

/// The runs of a campaign with what came of each, newest first. Permission: `message.read`.
#[utoipa::path(get, path = "/campaigns/{campaign_id}/runs", tag = "notifications", operation_id = "list_campaign_runs",
    params(("campaign_id" = Uuid, Path), PageQuery), responses((status = 200, body = Page<CampaignRun>)), security(("bearer" = [])))]
pub async fn list_campaign_runs(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<CampaignRun>>, Problem> {
    let row = store::find(it.context.db.reader(), id).await?;
    actor.permit(MESSAGE_READ, row.site_id)?;
    let limit = page.limit()?;
    let rows = store::runs(it.context.db.reader(), id, page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| CampaignRun::from(&row))))
}
