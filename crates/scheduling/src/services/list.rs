//! `GET /services`, `GET /services/{id}`

use std::sync::Arc;

use axum::extract::State;
use contracts::scheduling::{SCHEDULE_READ, ServiceId};
use kernel::http::{Caller, Json, Path, Query, Versioned};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use super::view::ServiceView;
use crate::{MODULE, Scheduling};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
}

/// What can be booked at the caller's sites, oldest first; also what is not active any more. Permission: `schedule.read`.
#[utoipa::path(get, path = "/services", tag = MODULE, operation_id = "list_services", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<ServiceView>)))]
pub async fn list_services(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ServiceView>>, Problem> {
    let limit = page.limit()?;
    let sites = actor.visible_sites(query.site, SCHEDULE_READ)?;
    let rows = store::list(scheduling.context.db.reader(), sites.as_deref(), page.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(|row| ServiceView::new(&row, &actor))))
}

/// Something that can be booked. Permission: `schedule.read`.
#[utoipa::path(get, path = "/services/{service_id}", tag = MODULE, operation_id = "get_service", security(("bearer" = [])),
    params(("service_id" = ServiceId, Path)), responses((status = 200, body = ServiceView)))]
pub async fn get_service(
    State(scheduling): State<Arc<Scheduling>>,
    Caller(actor): Caller,
    Path(id): Path<ServiceId>,
) -> Result<Versioned<ServiceView>, Problem> {
    let service = store::find(scheduling.context.db.reader(), id).await?;
    actor.permit(SCHEDULE_READ, service.site_id)?;
    Ok(Versioned(service.version, ServiceView::new(&service, &actor)))
}
