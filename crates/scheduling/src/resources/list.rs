//! `GET /resources`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::SCHEDULE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::ResourceView;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
}

/// The resources of the caller's sites, oldest first. Permission: `schedule.read`.
#[utoipa::path(get, path = "/resources", tag = MODULE, operation_id = "list_resources", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<ResourceView>)))]
pub async fn list_resources(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ResourceView>>, Problem> {
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, SCHEDULE_READ)?;
    let rows = store::list(scheduling.context.db.reader(), sites.as_deref(), page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| ResourceView::new(&row, &actor))))
}
