//! `GET /campaigns`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::MESSAGE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::CampaignView;
use super::{Campaigns, result, store};

/// Which campaigns to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CampaignQuery {
    /// Of this site.
    pub site: SiteId,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// The campaigns of a site, newest first, with whom each reached so far. Permission: `message.read`.
#[utoipa::path(get, path = "/campaigns", tag = "notifications", operation_id = "list_campaigns",
    params(CampaignQuery), responses((status = 200, body = Page<CampaignView>)), security(("bearer" = [])))]
pub async fn list_campaigns(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Query(query): Query<CampaignQuery>,
) -> Result<Json<Page<CampaignView>>, Problem> {
    actor.permit(MESSAGE_READ, query.site)?;
    let (page, reader) = (PageQuery { after: query.after, limit: query.limit }, it.context.db.reader());
    let limit = page.limit()?;
    let Page { items, next } = Page::cut(store::list(reader, query.site, page.cursor()?, limit + 1).await?, limit, |row| row.id);
    let ids: Vec<_> = items.iter().map(|row| row.id).collect();
    let reach = result::reach(reader, &ids).await?;
    let items = items.iter().map(|row| CampaignView::of(row, &reach, &actor)).collect::<Result<_, _>>()?;
    Ok(Json(Page { items, next }))
}
