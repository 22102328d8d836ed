//! What waits to be offered again.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::entry::DeferredState;
use super::store::{self, Filter};
use super::view::{DeferredView, shown};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
    vehicle: Option<VehicleId>,
    customer: Option<CustomerId>,
    #[param(inline)]
    state: Option<DeferredState>,
}

/// Jobs that were offered and not done, of the caller's sites, the newest first. Permission: `work_order.read`.
#[utoipa::path(get, path = "/deferred-jobs", tag = MODULE, operation_id = "list_deferred_jobs", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<DeferredView>)))]
pub async fn list_deferred_jobs(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DeferredView>>, Problem> {
    let limit = page.limit()?;
    let filter = Filter {
        sites: actor.visible_sites(query.site, WORK_ORDER_READ)?,
        vehicle: query.vehicle,
        customer: query.customer,
        state: query.state,
        after: page.cursor()?,
        limit: limit + 1,
    };
    let page = Page::cut(store::list(workshop.context.db.reader(), &filter).await?, limit, |entry| entry.id);
    let items = page.items.into_iter().map(|entry| shown(entry, &actor)).collect::<Result<_, _>>()?;
    Ok(Json(Page { items, next: page.next }))
}
