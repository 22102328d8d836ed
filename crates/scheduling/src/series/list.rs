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
use super::view::{SeriesRow, SeriesView};
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
}

/// The recurring bookings of the caller's sites, newest first. Permission: `schedule.read`.
#[utoipa::path(get, path = "/appointment-series", tag = MODULE, operation_id = "list_appointment_series", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<SeriesRow>)))]
pub async fn list_series(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SeriesRow>>, Problem> {
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, SCHEDULE_READ)?;
    let reader = scheduling.context.db.reader();
    let page = Page::cut(store::list(reader, sites.as_deref(), page.cursor()?, limit + 1).await?, limit, |row| row.id);
    let ids: Vec<_> = page.items.iter().map(|row| row.id).collect();
    let standing = store::standing(reader, &ids, scheduling.now().timestamp()).await?;
    let of = |id| standing.iter().find(|standing| standing.series_id == id);
    Ok(Json(page.map(|row| SeriesRow::new(SeriesView::new(&row, &actor), of(row.id)))))
}
