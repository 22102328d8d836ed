//! `GET /appointment-series`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::SCHEDULE_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::SeriesView;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
}

/// The recurring bookings of the caller's sites, newest first. Permission: `schedule.read`.
#[utoipa::path(get, path = "/appointment-series", tag = MODULE, operation_id = "list_appointment_series", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<SeriesView>)))]
pub async fn list_series(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SeriesView>>, Problem> {
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, SCHEDULE_READ)?;
    let rows = store::list(scheduling.context.db.reader(), sites.as_deref(), page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| SeriesView::new(&row, &actor))))
}
